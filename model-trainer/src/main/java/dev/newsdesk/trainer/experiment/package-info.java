/** The experiments as data: one declaration each. */
@NullMarked
package dev.newsdesk.trainer.experiment;

import org.jspecify.annotations.NullMarked;
