/** The app's commands: parsing and wiring only. */
@NullMarked
package dev.newsdesk.stream.cli;

import org.jspecify.annotations.NullMarked;
