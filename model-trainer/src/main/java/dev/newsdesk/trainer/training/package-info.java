/** One training run: steps, epochs, what is kept on disk and what is recorded. */
@NullMarked
package dev.newsdesk.trainer.training;

import org.jspecify.annotations.NullMarked;
