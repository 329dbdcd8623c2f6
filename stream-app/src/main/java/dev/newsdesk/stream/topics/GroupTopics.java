package dev.newsdesk.stream.topics;

import java.util.Set;

/**
 * The topics that a consumer group works on.
 *
 * @param assigned those that its members own partitions of
 * @param committed those that it has committed offsets of
 */
public record GroupTopics(Set<String> assigned, Set<String> committed) {

  /** Copies the collections. */
  public GroupTopics {
    assigned = Set.copyOf(assigned);
    committed = Set.copyOf(committed);
  }
}
