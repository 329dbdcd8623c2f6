/** The trainer's commands: parsing and wiring only. */
@NullMarked
package dev.newsdesk.trainer.cli;

import org.jspecify.annotations.NullMarked;
