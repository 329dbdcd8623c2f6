package dev.newsdesk.stream.replay.comparison;

import org.jspecify.annotations.Nullable;

/**
 * An article whose category in the stream is not the one outside.
 *
 * @param id the article's id
 * @param online its category in the stream
 * @param offline its category outside; null where it is rejected for want of words
 * @param paddedTo the shortest length in ids that makes it come out outside as in the stream when
 *     it is padded to it; null where none does, or none was looked for
 */
public record Difference(
    String id, String online, @Nullable String offline, @Nullable Integer paddedTo) {

  /** Returns whether its batch-mates' length explains it. */
  public boolean isExplained() {
    return paddedTo != null;
  }
}
