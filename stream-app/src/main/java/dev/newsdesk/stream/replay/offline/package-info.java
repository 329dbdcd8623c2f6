/** The labelled articles of a replay, and what a checkpoint says of them outside the stream. */
@NullMarked
package dev.newsdesk.stream.replay.offline;

import org.jspecify.annotations.NullMarked;
