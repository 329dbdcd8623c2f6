package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.RecordSize;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The articles that wait, in order of arrival: each in a slot of the store, and in memory beside it
 * so that a flush reads nothing back.
 *
 * <p>Slots are numbered from 0, and an article takes the first that is free, so that the store's
 * cache turns those that come and go between two commits into no more than one changelog record a
 * slot.
 */
final class PendingArticles {

  private final KeyValueStore<Integer, PendingArticle> store;
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private final BitSet taken = new BitSet();
  private long bytes;

  /** Takes over what the store holds from before a restart. */
  PendingArticles(KeyValueStore<Integer, PendingArticle> store) {
    this.store = store;
    List<KeyValue<Integer, PendingArticle>> restored = new ArrayList<>();
    try (KeyValueIterator<Integer, PendingArticle> slots = store.all()) {
      slots.forEachRemaining(restored::add);
    }
    // All of them are of one partition.
    restored.sort(Comparator.comparing(slot -> slot.value.getOffset()));
    restored.forEach(slot -> hold(slot.key, slot.value));
  }

  /** Adds an article in the first slot that is free. */
  void add(PendingArticle article) {
    int slot = taken.nextClearBit(0);
    store.put(slot, article);
    hold(slot, article);
  }

  private void hold(int number, PendingArticle article) {
    Slot slot = new Slot(number, article, RecordSize.bytes(article));
    waiting.add(slot);
    taken.set(number);
    bytes += slot.bytes;
  }

  /** Removes the article that came first. */
  void removeFirst() {
    Slot slot = waiting.remove();
    // delete() would read and decode what was there.
    store.put(slot.number, null);
    taken.clear(slot.number);
    bytes -= slot.bytes;
  }

  /** Returns the articles in order of arrival. */
  List<PendingArticle> inOrder() {
    List<PendingArticle> articles = new ArrayList<>(waiting.size());
    waiting.forEach(slot -> articles.add(slot.article));
    return articles;
  }

  /** Returns how many wait. */
  int count() {
    return waiting.size();
  }

  /** Returns the serialized bytes of those that wait. */
  long bytes() {
    return bytes;
  }

  /** Returns the one that came first; some article must be waiting. */
  PendingArticle first() {
    return waiting.element().article;
  }

  /** Returns when the first one arrived; some article must be waiting. */
  Instant oldest() {
    return first().getArrivedAt();
  }

  /** An article and where the store has it. */
  private record Slot(int number, PendingArticle article, long bytes) {}
}
