package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RejectionCause;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class DeadLetterWatchTest {

  private final ArticleRejectedException empty =
      new ArticleRejectedException(RejectionCause.EMPTY, "It has no value.");

  private final MutableClock clock = new MutableClock(Pipeline.NOON);

  @Test
  void fewerRecordsThanTheWindowNeverStopTheApp() {
    Instance instance = new Instance(new DeadLetterLimit(0, 3));
    Partition partition = new Partition(0);
    DeadLetterTally tally = partition.moveTo(instance);
    partition.send("bb", tally);

    assertThatCode(tally::requireFew).doesNotThrowAnyException();
    partition.send("b", tally);
    assertThatThrownBy(tally::requireFew)
        .isInstanceOf(TooManyDeadLettersException.class)
        .hasMessage(
            "Of the last 3 records 3 could not be classified (the last one news.articles-0 at"
                + " offset 2: It has no value), and dead.letters.limit is 0.0: correct what sends"
                + " them, then raise the limit, or stop all instances and skip these records with"
                + " kafka-consumer-groups.sh --bootstrap-server kafka:9092 --group newsdesk"
                + " --topic news.articles:0 --reset-offsets --to-offset 3 --execute, and start"
                + " again.");
  }

  @Test
  void aLimitOfOneNeverStopsTheApp() {
    Partition partition = new Partition(0);
    DeadLetterTally tally = partition.moveTo(new Instance(new DeadLetterLimit(1, 2)));
    partition.send("bbbbbbbbbb", tally);

    assertThatCode(tally::requireFew).doesNotThrowAnyException();
  }

  @Property
  void onlyTheLastRecordsCountAndARestartForgetsNone(
      @ForAll @Size(max = 40) List<Boolean> records,
      @ForAll @IntRange(min = 1, max = 10) int size) {
    DeadLetterLimit limit = new DeadLetterLimit(0.5, size);
    Partition partition = new Partition(0);
    DeadLetterTally tally = partition.moveTo(new Instance(limit));
    for (boolean dead : records) {
      partition.send(dead ? "b" : "g", tally);
    }
    List<Boolean> last = records.subList(Math.max(0, records.size() - size), records.size());
    boolean tooMany =
        last.size() == size && last.stream().filter(dead -> dead).count() > 0.5 * size;

    DeadLetterTally afterRestart = partition.moveTo(new Instance(limit));
    for (DeadLetterTally each : List.of(tally, afterRestart)) {
      if (tooMany) {
        assertThatThrownBy(each::requireFew).isInstanceOf(TooManyDeadLettersException.class);
      } else {
        assertThatCode(each::requireFew).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void restartsDrainNoMoreThanTheWindow() {
    DeadLetterLimit limit = new DeadLetterLimit(0.5, 1_000);
    Partition partition = new Partition(0);
    for (int restart = 0; restart < 4; restart++) {
      DeadLetterTally tally = partition.moveTo(new Instance(limit));
      for (int i = 0; i < 400 && !stops(tally); i++) {
        partition.send("b", tally);
      }
    }
    assertThat(partition.offset).isEqualTo(1_000);
  }

  /** Tasks start one after the other, and each at once takes in what has piled up. */
  @Test
  void aPartitionThatStartsBeforeTheOthersKnowsWhatTheyHadCounted() {
    DeadLetterLimit limit = new DeadLetterLimit(0.5, 200);
    List<Partition> partitions = List.of(new Partition(0), new Partition(1), new Partition(2));
    Instance before = new Instance(limit);
    List<DeadLetterTally> tallies = partitions.stream().map(one -> one.moveTo(before)).toList();
    for (int i = 0; i < 210; i++) {
      clock.advance(Duration.ofMillis(1));
      partitions.get(i % 3).send("b", tallies.get(i % 3));
    }
    assertThat(stops(tallies.get(0))).isTrue();

    for (Partition first : partitions) {
      assertThat(stops(first.moveTo(new Instance(limit)))).isTrue();
    }
    Instance partly = new Instance(limit);
    partitions.get(0).moveTo(partly);
    DeadLetterTally second = partitions.get(1).moveTo(partly);
    assertThatThrownBy(second::requireFew)
        .hasMessageContainingAll(
            "news.articles:0 --reset-offsets --to-offset 70 --execute && ",
            "news.articles:1 --reset-offsets --to-offset 70 --execute && ",
            "news.articles:2 --reset-offsets --to-offset 69 --execute, and start again.");
  }

  @Test
  void aPartitionThatIsElsewhereCountsUntilNewerRecordsHaveItsPlace() {
    DeadLetterLimit limit = new DeadLetterLimit(0.5, 10);
    Partition bad = new Partition(0);
    Partition fair = new Partition(1);
    Instance before = new Instance(limit);
    DeadLetterTally badTally = bad.moveTo(before);
    DeadLetterTally fairTally = fair.moveTo(before);
    bad.send("bbbbbb", badTally);
    fair.send("gggb", fairTally);
    assertThat(stops(fairTally)).isTrue();

    DeadLetterTally alone = fair.moveTo(new Instance(limit));
    assertThat(stops(alone)).isTrue();
    DeadLetterTally again = fair.moveTo(new Instance(new DeadLetterLimit(0.8, 10)));
    fair.send("gggbgggbggg", again);
    assertThat(stops(fair.moveTo(new Instance(limit)))).isFalse();
  }

  @Test
  void theOtherThreadsDoNotGoOnWhenOneStops() {
    Instance instance = new Instance(new DeadLetterLimit(0.5, 4));
    Partition one = new Partition(0);
    Partition other = new Partition(1);
    DeadLetterTally stopping = one.moveTo(instance);
    DeadLetterTally goingOn = other.moveTo(instance);
    one.send("bbb", stopping);
    other.send("b", goingOn);
    assertThat(stops(stopping)).isTrue();

    stopping.close();
    assertThat(stops(goingOn)).isTrue();
  }

  @Test
  void aTopicThatTurnsBadAfterALongGoodHistoryStopsTheAppByItsShare() {
    Partition partition = new Partition(0);
    DeadLetterTally tally = partition.moveTo(new Instance(new DeadLetterLimit(0.5, 1_000)));
    partition.send("g".repeat(50_000), tally);
    partition.send("b".repeat(500), tally);
    assertThat(stops(tally)).isFalse();

    partition.send("b", tally);
    assertThat(stops(tally)).isTrue();
  }

  @Test
  void oneBadPartitionOfFourDoesNotStopTheInstanceThatHasThemAll() {
    DeadLetterLimit limit = new DeadLetterLimit(0.5, 100);
    List<Partition> partitions =
        List.of(new Partition(0), new Partition(1), new Partition(2), new Partition(3));
    Instance all = new Instance(limit);
    List<DeadLetterTally> tallies = partitions.stream().map(one -> one.moveTo(all)).toList();
    for (int i = 0; i < 200; i++) {
      clock.advance(Duration.ofMillis(1));
      for (int p = 0; p < 4; p++) {
        partitions.get(p).send(p == 0 ? "b" : "g", tallies.get(p));
      }
    }
    assertThat(stops(tallies.get(0))).isFalse();

    // The others go elsewhere: what is left is a bad partition, and its window is full.
    tallies.subList(1, 4).forEach(DeadLetterTally::close);
    assertThat(stops(tallies.get(0))).isTrue();
    assertThat(stops(partitions.get(0).moveTo(new Instance(limit)))).isTrue();
  }

  @Test
  void aBadPartitionThatJoinsGoodOnesCountsWithTheirs() {
    DeadLetterLimit limit = new DeadLetterLimit(0.5, 100);
    Partition bad = new Partition(0);
    Partition good = new Partition(1);
    Partition good2 = new Partition(2);
    Instance itsOwn = new Instance(limit);
    Instance others = new Instance(limit);
    DeadLetterTally badTally = bad.moveTo(itsOwn);
    List<DeadLetterTally> goodTallies = List.of(good.moveTo(others), good2.moveTo(others));
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofMillis(1));
      bad.send("b", badTally);
      good.send("g", goodTallies.get(0));
      good2.send("g", goodTallies.get(1));
    }
    assertThat(stops(badTally)).isTrue();

    DeadLetterTally moved = bad.moveTo(others);
    assertThat(stops(moved)).isFalse();
    bad.send("b".repeat(60), moved);
    assertThat(stops(moved)).isTrue();
  }

  @Test
  void anOffsetThatSomebodyHasSetStartsAfresh() {
    DeadLetterLimit limit = new DeadLetterLimit(0.5, 10);
    Partition partition = new Partition(0);
    DeadLetterTally before = partition.moveTo(new Instance(limit));
    partition.send("b".repeat(10), before);
    assertThat(stops(before)).isTrue();

    DeadLetterTally skipped = partition.moveTo(new Instance(limit), -1);
    assertThat(stops(skipped)).isFalse();
    partition.send("bbbbgggg", skipped);
    DeadLetterTally afterwards = partition.moveTo(new Instance(limit));
    partition.send("b", afterwards);
    assertThat(stops(afterwards)).isFalse();
  }

  @Test
  void aHigherLimitGoesOn() {
    Partition partition = new Partition(0);
    DeadLetterTally before = partition.moveTo(new Instance(new DeadLetterLimit(0.5, 10)));
    partition.send("bbbbbbgggg", before);
    assertThat(stops(before)).isTrue();

    assertThat(stops(partition.moveTo(new Instance(new DeadLetterLimit(0.6, 10))))).isFalse();
    assertThat(stops(partition.moveTo(new Instance(new DeadLetterLimit(0.5, 1_000))))).isFalse();
  }

  @Test
  void goodRecordsAreNotStored() {
    Partition partition = new Partition(0);
    DeadLetterTally tally = partition.moveTo(new Instance(new DeadLetterLimit(0.5, 2)));
    partition.send("ggg", tally);
    assertThat(partition.store.get(0)).isNull();

    partition.send("b", tally);
    assertThat(partition.store.get(0)).isNotNull();
    partition.send("gg", tally);
    assertThat(partition.store.get(0)).isNull();
  }

  @Test
  void whatAnotherVersionHasStoredIsNotRead() {
    Partition partition = new Partition(0);
    partition.store.put(0, new byte[] {99, 1, 2});
    DeadLetterTally tally = partition.moveTo(new Instance(new DeadLetterLimit(0, 1)));

    assertThat(stops(tally)).isFalse();
  }

  @Test
  void aWindowOfAnySizeIsStoredInAFewHundredBytes() {
    OutcomeWindow window = new OutcomeWindow(1_000_000);
    for (int i = 0; i < 3_000_000; i++) {
      window.addClassified(i * 1_000L);
    }
    window.addDeadLetter(3_000_000, 3_000_000_000L);

    assertThat(new OutcomeWindowCodec(1_000_000).bytes(window, List.of())).hasSizeLessThan(800);
  }

  private static boolean stops(DeadLetterTally tally) {
    try {
      tally.requireFew();
      return false;
    } catch (TooManyDeadLettersException e) {
      return true;
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

  /** The app's process. */
  private static final class Instance {

    private final DeadLetterWatch watch;

    Instance(DeadLetterLimit limit) {
      watch = new DeadLetterWatch(limit);
    }
  }

  /** A partition, with what is stored of it wherever it goes. */
  private final class Partition {

    private final MockProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<Integer, byte[]> store;
    private long offset;

    Partition(int number) {
      Properties properties = new Properties();
      properties.put("application.id", "newsdesk");
      properties.put("bootstrap.servers", "kafka:9092");
      context = new MockProcessorContext<>(properties, new TaskId(0, number), null);
      store = DeadLetterStore.in(context);
      context.addStateStore(store);
    }

    DeadLetterTally moveTo(Instance instance) {
      return moveTo(instance, 1);
    }

    DeadLetterTally moveTo(Instance instance, long streamTime) {
      context.setCurrentStreamTimeMs(streamTime);
      return DeadLetterTally.join(instance.watch, clock, context, Articles.TOPIC);
    }

    /** Sends bad and good records. */
    void send(String kinds, DeadLetterTally tally) {
      for (int i = 0; i < kinds.length(); i++) {
        if (kinds.charAt(i) == 'b') {
          tally.rejected(Articles.pending(offset, null), empty);
        } else {
          tally.classified();
        }
        tally.save();
        offset++;
      }
    }
  }
}
