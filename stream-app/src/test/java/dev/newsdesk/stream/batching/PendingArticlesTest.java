package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.Articles;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class PendingArticlesTest {

  private final KeyValueStore<Integer, PendingArticle> store =
      PendingStore.in(new MockProcessorContext<>());

  /** What can happen between two records. */
  enum Step {
    ADD,
    REMOVE_FIRST,
    FLUSH,
    RESTART
  }

  @Property(tries = 300)
  void whateverHappensOrderIsKeptNothingIsLostAndSlotsAreUsedAgain(
      @ForAll @Size(max = 60) List<Step> steps) {
    var fresh = PendingStore.in(new MockProcessorContext<>());
    PendingArticles pending = new PendingArticles(fresh);
    Deque<Long> expected = new ArrayDeque<>();
    long offset = 0;
    int mostAtOnce = 0;
    for (Step step : steps) {
      switch (step) {
        case ADD -> {
          pending.add(article(offset));
          expected.add(offset);
          offset++;
          mostAtOnce = Math.max(mostAtOnce, expected.size());
        }
        case REMOVE_FIRST -> {
          if (!expected.isEmpty()) {
            expected.remove();
            pending.removeFirst();
          }
        }
        case FLUSH -> {
          while (!expected.isEmpty()) {
            expected.remove();
            pending.removeFirst();
          }
        }
        case RESTART -> pending = new PendingArticles(fresh);
      }
      assertThat(offsets(pending)).containsExactlyElementsOf(expected);
      assertThat(pending.count()).isEqualTo(expected.size());
      assertThat(slots(fresh)).hasSize(expected.size()).allMatch(lessThan(mostAtOnce));
    }
  }

  private static Predicate<Integer> lessThan(int bound) {
    return slot -> slot < bound;
  }

  @Test
  void slotsBeginAtZeroAgainAfterEachFlush() {
    PendingArticles pending = new PendingArticles(store);
    for (int batch = 0; batch < 3; batch++) {
      pending.add(article(1));
      pending.add(article(2));
      assertThat(slots(store)).containsExactly(0, 1);
      pending.removeFirst();
      pending.removeFirst();
      assertThat(slots(store)).isEmpty();
    }
  }

  @Test
  void anArticleTakesASlotThatIsFreeWhileOthersWait() {
    PendingArticles pending = new PendingArticles(store);
    LongStream.range(0, 3).forEach(offset -> pending.add(article(offset)));
    pending.removeFirst();
    pending.add(article(3));
    assertThat(slots(store)).containsExactly(0, 1, 2);
    assertThat(offsets(new PendingArticles(store))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void moreThanTenSlotsAreRestoredInOrder() {
    PendingArticles pending = new PendingArticles(store);
    LongStream.range(0, 300).forEach(offset -> pending.add(article(offset)));
    assertThat(offsets(new PendingArticles(store)))
        .containsExactlyElementsOf(LongStream.range(0, 300).boxed().toList());
  }

  @Test
  void theOldestIsTheFirst() {
    PendingArticles pending = new PendingArticles(store);
    pending.add(article(7));
    pending.add(article(8));
    assertThat(pending.oldest()).isEqualTo(article(7).getArrivedAt());
    pending.removeFirst();
    assertThat(pending.oldest()).isEqualTo(article(8).getArrivedAt());
  }

  private static PendingArticle article(long offset) {
    return PendingArticle.newBuilder(Articles.pending(offset, new byte[] {1}))
        .setArrivedAt(Instant.ofEpochMilli(offset))
        .build();
  }

  private static List<Long> offsets(PendingArticles pending) {
    return pending.inOrder().stream().map(PendingArticle::getOffset).toList();
  }

  private static List<Integer> slots(KeyValueStore<Integer, PendingArticle> store) {
    var slots = new TreeSet<Integer>();
    try (KeyValueIterator<Integer, PendingArticle> all = store.all()) {
      all.forEachRemaining(slot -> slots.add(slot.key));
    }
    return new ArrayList<>(slots);
  }
}
