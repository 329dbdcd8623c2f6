/** From a finished run to a checkpoint that the stream app serves. */
@NullMarked
package dev.newsdesk.trainer.publishing;

import org.jspecify.annotations.NullMarked;
