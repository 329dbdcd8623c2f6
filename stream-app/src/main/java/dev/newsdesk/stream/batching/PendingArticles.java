package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The articles that wait, in order of arrival: each in a slot of the store, and in memory beside it
 * so that a flush reads nothing back.
 *
 * <p>Slots are numbered from 0 and used again after each flush, so that the store's cache turns an
 * article that comes and goes between two commits into no more than one changelog record a slot.
 */
final class PendingArticles {

  private final KeyValueStore<Integer, PendingArticle> store;
  private final Deque<KeyValue<Integer, PendingArticle>> waiting = new ArrayDeque<>();
  private int nextSlot;

  /** Takes over what the store holds from before a restart. */
  PendingArticles(KeyValueStore<Integer, PendingArticle> store) {
    this.store = store;
    TreeMap<Integer, PendingArticle> restored = new TreeMap<>();
    try (KeyValueIterator<Integer, PendingArticle> slots = store.all()) {
      slots.forEachRemaining(slot -> restored.put(slot.key, slot.value));
    }
    restored.forEach((slot, article) -> waiting.add(KeyValue.pair(slot, article)));
    nextSlot = restored.isEmpty() ? 0 : restored.lastKey() + 1;
  }

  /** Adds an article in the next slot. */
  void add(PendingArticle article) {
    store.put(nextSlot, article);
    waiting.add(KeyValue.pair(nextSlot, article));
    nextSlot++;
  }

  /** Removes the article that came first. */
  void removeFirst() {
    store.delete(waiting.remove().key);
    if (waiting.isEmpty()) {
      nextSlot = 0;
    }
  }

  /** Returns the articles in order of arrival. */
  List<PendingArticle> inOrder() {
    List<PendingArticle> articles = new ArrayList<>(waiting.size());
    waiting.forEach(slot -> articles.add(slot.value));
    return articles;
  }

  /** Returns how many wait. */
  int count() {
    return waiting.size();
  }

  /** Returns when the first one arrived; some article must be waiting. */
  Instant oldest() {
    return waiting.element().value.getArrivedAt();
  }
}
