package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.intake.SchemaIds;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * The batch of one partition: the articles that wait, and what is known of the first of them once
 * they are classified. Not thread-safe.
 */
final class PartitionBatch {

  private final PendingArticles pending;
  private List<Outcome> outcomes = List.of();

  /** Goes on with articles of which nothing is known. */
  PartitionBatch(PendingArticles pending) {
    this.pending = pending;
  }

  /** Adds an article, of which nothing is known. */
  void add(PendingArticle article) {
    pending.add(article);
  }

  /** Returns the partition that all come from; some article must be waiting. */
  TopicPartition partition() {
    PendingArticle first = pending.first();
    return new TopicPartition(first.getTopic(), first.getPartition());
  }

  /** Returns the schemas that those that are not classified name. */
  Set<Integer> schemaIds() {
    return unclassified().stream()
        .map(article -> SchemaIds.of(PendingRecords.bytes(article.getValue())))
        .filter(id -> id != SchemaIds.NONE)
        .collect(Collectors.toSet());
  }

  /** Returns how many wait, classified or not. */
  int count() {
    return pending.count();
  }

  /** Returns the serialized bytes of those that wait. */
  long bytes() {
    return pending.bytes();
  }

  /** Returns when the first one arrived; some article must be waiting. */
  Instant oldest() {
    return pending.oldest();
  }

  /** Returns those that are not classified, in order of arrival. */
  List<PendingArticle> unclassified() {
    return pending.inOrder().subList(outcomes.size(), pending.count());
  }

  /** Takes the outcomes of {@link #unclassified}, in order; nothing may have come between. */
  void classified(List<Outcome> ofUnclassified) {
    outcomes = Stream.concat(outcomes.stream(), ofUnclassified.stream()).toList();
  }

  /** Returns how many are classified and can leave. */
  int classifiedCount() {
    return outcomes.size();
  }

  /** Removes those that are classified, and hands on each with its outcome in order of arrival. */
  void removeClassified(BiConsumer<PendingArticle, Outcome> action) {
    Iterator<PendingArticle> articles = pending.inOrder().iterator();
    List<Outcome> leaving = outcomes;
    outcomes = List.of();
    for (Outcome outcome : leaving) {
      action.accept(articles.next(), outcome);
      pending.removeFirst();
    }
  }
}
