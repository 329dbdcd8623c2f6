/** Labels meet predictions, and what they say about the checkpoint is summed up and reported. */
@NullMarked
package dev.newsdesk.stream.accuracy;

import org.jspecify.annotations.NullMarked;
