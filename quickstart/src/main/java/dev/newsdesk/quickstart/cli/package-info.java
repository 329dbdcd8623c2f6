/** The quickstart command: parsing and wiring only. */
@NullMarked
package dev.newsdesk.quickstart.cli;

import org.jspecify.annotations.NullMarked;
