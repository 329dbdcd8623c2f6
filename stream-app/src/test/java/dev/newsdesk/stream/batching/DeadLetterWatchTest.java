package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RejectionCause;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class DeadLetterWatchTest {

  private long offset;

  @Test
  void fewerRecordsThanTheWindowNeverStopTheApp() {
    DeadLetterWatch watch = new DeadLetterWatch(new DeadLetterLimit(0, 3));
    note(watch, true);
    note(watch, true);

    assertThatCode(watch::requireFew).doesNotThrowAnyException();
    note(watch, true);
    assertThatThrownBy(watch::requireFew)
        .isInstanceOf(TooManyDeadLettersException.class)
        .hasMessage(
            "Of the last 3 records 3 could not be labelled (the last one news.articles-0 at offset"
                + " 2: It has no value), and dead.letters.limit is 0.0: correct what sends them and"
                + " start again, or raise the limit.");
  }

  @Test
  void aLimitOfOneNeverStopsTheApp() {
    DeadLetterWatch watch = new DeadLetterWatch(new DeadLetterLimit(1, 2));
    for (int i = 0; i < 10; i++) {
      note(watch, true);
    }
    assertThatCode(watch::requireFew).doesNotThrowAnyException();
  }

  @Test
  void aRecordThatIsTriedAgainCountsOnce() {
    DeadLetterWatch watch = new DeadLetterWatch(new DeadLetterLimit(0.5, 4));
    ArticleRejectedException empty =
        new ArticleRejectedException(RejectionCause.EMPTY, "It has no value.");
    for (int i = 0; i < 100; i++) {
      watch.rejected(Articles.pending(7, null), empty, false);
    }
    offset = 8;
    // One that waited for its batch meanwhile, though its offset is lower.
    watch.labelled(Articles.pending(3, null));
    assertThatCode(watch::requireFew).doesNotThrowAnyException();

    note(watch, true);
    note(watch, true);
    assertThatThrownBy(watch::requireFew).isInstanceOf(TooManyDeadLettersException.class);
  }

  @Property
  void onlyTheLastRecordsCount(
      @ForAll @Size(max = 40) List<Boolean> records,
      @ForAll @IntRange(min = 1, max = 10) int size) {
    DeadLetterWatch watch = new DeadLetterWatch(new DeadLetterLimit(0.5, size));
    records.forEach(dead -> note(watch, dead));
    List<Boolean> last = records.subList(Math.max(0, records.size() - size), records.size());
    boolean tooMany =
        last.size() == size && last.stream().filter(dead -> dead).count() > 0.5 * size;

    if (tooMany) {
      assertThatThrownBy(watch::requireFew).isInstanceOf(TooManyDeadLettersException.class);
    } else {
      assertThatCode(watch::requireFew).doesNotThrowAnyException();
    }
  }

  private void note(DeadLetterWatch watch, boolean dead) {
    PendingArticle record = Articles.pending(offset++, null);
    if (dead) {
      watch.rejected(
          record, new ArticleRejectedException(RejectionCause.EMPTY, "It has no value."), true);
    } else {
      watch.labelled(record);
    }
  }

  @Test
  void aTopicOfSomethingElseStopsTheAppAndLosesNothing() {
    try (Pipeline pipeline = new Pipeline(2, new DeadLetterLimit(0.5, 4))) {
      for (int i = 0; i < 4; i++) {
        pipeline.send("bad-" + i, (byte[]) null);
      }
      assertThatThrownBy(() -> pipeline.send("bad-4", (byte[]) null))
          .isInstanceOf(StreamsException.class)
          .hasRootCauseInstanceOf(TooManyDeadLettersException.class);
      assertThat(pipeline.deadLetters()).hasSize(4);
    }
  }

  @Test
  void aBadRecordAmongGoodOnesDoesNotStopIt() {
    try (Pipeline pipeline = new Pipeline(2, new DeadLetterLimit(0.5, 4))) {
      for (int i = 0; i < 10; i++) {
        pipeline.send("good-" + i, "World: " + i);
        pipeline.send("good-again-" + i, "World: " + i);
        pipeline.send("bad-" + i, (byte[]) null);
      }
      assertThat(pipeline.deadLetters()).hasSize(10);
      assertThat(pipeline.labelledIds("World")).hasSize(20);
      assertThat(pipeline.listener.lines())
          .startsWith(
              "received",
              "received",
              "flushed 2 after 0",
              "labelled good-0 (World: 0), 0.75 World, aged 3600000",
              "labelled good-again-0 (World: 0), 0.75 World, aged 3600000",
              "received",
              "dead EMPTY at news.articles-0:2: The record has no value: send an Article.");
    }
  }
}
