package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.FakeNetwork;
import dev.newsdesk.stream.FakeRegistry;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.RecordingListener;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.classification.ArticleCodec;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.intake.WriterSchemas;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Partitions of one stream thread, with a processor each. */
class ThreadBatchesTest {

  private static final Topics TOPICS = new Topics("news");
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final int SIZE = 5;

  /** Two articles of half as much are a full batch. */
  private static final int MAX_BYTES = 900;

  private static final FlushPolicy POLICY = new FlushPolicy(SIZE, MAX_BYTES, LINGER);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-27T12:00:00Z"));
  private final FakeRegistry registry = new FakeRegistry();
  private final WriterSchemas schemas =
      new LookedUpSchemas(SchemaRegistry.connect(registry.settings()));
  private final PartitionHolds holds = new PartitionHolds(schemas);
  private final ThreadBatches batches =
      new ThreadBatches(batch -> BatchingProcessor.isHeld(holds, batch));
  private final Partition first = new Partition(0);
  private final Partition second = new Partition(1);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void aBatchThatIsDueTakesTheOtherPartitionsAlongAndEachForwardsItsOwn() {
    first.send("a");
    clock.advance(LINGER.dividedBy(2));
    second.send("b");
    second.send("c");
    clock.advance(LINGER.dividedBy(2));
    first.punctuate();
    assertThat(first.forwarded()).containsExactly("a");
    assertThat(first.network.calls()).containsExactly(texts("a", "b", "c"));
    assertThat(second.forwarded()).as("its task has not had its turn").isEmpty();
    second.punctuate();
    assertThat(second.forwarded()).containsExactly("b", "c");
    assertThat(second.network.calls()).isEmpty();
    assertThat(first.store.approximateNumEntries() + second.store.approximateNumEntries()).isZero();
  }

  @Test
  void theLastOneToLeaveAsksForTheCommit() {
    first.send("a");
    second.send("b");
    clock.advance(LINGER);
    first.punctuate();
    assertThat(first.context.committed()).isFalse();
    second.punctuate();
    assertThat(second.context.committed()).isTrue();
  }

  @Test
  void alsoALastOneOfManyAsksForTheCommitOfTheFew() {
    first.send("a");
    List.of("b", "c", "d").forEach(second::send);
    clock.advance(LINGER);
    first.punctuate();
    second.punctuate();
    assertThat(second.forwarded()).hasSize(3);
    assertThat(second.context.committed()).isTrue();
  }

  @Test
  void manyAskForNoCommitOnceThatOfTheFewIsAskedFor() {
    assertThat(batches.commitsAfter(true)).isTrue();
    assertThat(batches.commitsAfter(false)).isFalse();
  }

  @Test
  void anArticleThatComesAfterwardsWaitsForItsOwnTime() {
    first.send("a");
    second.send("b");
    clock.advance(LINGER);
    first.punctuate();
    second.send("c");
    second.punctuate();
    assertThat(second.forwarded()).containsExactly("b");
    clock.advance(LINGER);
    second.punctuate();
    assertThat(second.forwarded()).containsExactly("b", "c");
    assertThat(second.network.calls()).containsExactly(texts("c"));
  }

  @Test
  void aBatchThatFillsUpAfterwardsAsksTheNetworkForTheRestOnly() {
    first.send("a");
    second.send("b");
    clock.advance(LINGER);
    first.punctuate();
    List.of("c", "d", "e", "f").forEach(second::send);
    assertThat(second.forwarded()).containsExactly("b", "c", "d", "e", "f");
    assertThat(second.network.calls()).containsExactly(texts("c", "d", "e", "f"));
    assertThat(second.context.committed()).as("few have left the first").isTrue();
  }

  @Test
  void aTaskThatStartsAfreshHasNothingClassified() {
    first.send("a");
    second.send("b");
    clock.advance(LINGER);
    first.punctuate();
    second.processor.close();
    assertThat(batches.commitsAfter(true)).isTrue();
    second.start();
    second.punctuate();
    assertThat(second.forwarded()).containsExactly("b");
    assertThat(second.network.calls()).containsExactly(texts("b"));
  }

  @Test
  void anArticleThatAsksForTheRegistryHoldsUpItsOwnPartitionOnly() {
    first.send("a");
    clock.advance(LINGER);
    first.punctuate();
    first.send("b");
    second.sendWithAnotherSchema("c");
    registry.away(true);
    clock.advance(LINGER);
    first.punctuate();
    first.punctuate();
    assertThat(first.forwarded()).containsExactly("a", "b");
    second.punctuate();
    assertThat(second.forwarded()).isEmpty();
    registry.away(false);
    second.punctuate();
    assertThat(second.forwarded()).containsExactly("c");
  }

  @Property
  void noMoreThanAFullBatchIsTakenAtOnceUnlessOneAloneIsMore(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 12) Integer> counts,
      @ForAll @IntRange(max = 7) int dueNumber,
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @IntRange(min = 1, max = 1_500) int maxBytes) {
    ThreadBatches some = new ThreadBatches(batch -> false);
    List<PartitionBatch> all = counts.stream().map(ThreadBatchesTest::waiting).toList();
    all.forEach(some::add);
    PartitionBatch due = all.get(dueNumber % all.size());
    List<PartitionBatch> together = some.together(due, new FlushPolicy(size, maxBytes, LINGER));
    int taken = together.stream().mapToInt(PartitionBatch::count).sum();
    assertThat(together).startsWith(due).doesNotHaveDuplicates().isSubsetOf(all);
    assertThat(together.subList(1, together.size())).allMatch(batch -> batch.count() > 0);
    long bytes = together.stream().mapToLong(PartitionBatch::bytes).sum();
    assertThat(taken).isLessThanOrEqualTo(Math.max(size, due.count()));
    assertThat(bytes).isLessThanOrEqualTo(Math.max(maxBytes, due.bytes()));
    assertThat(all)
        .filteredOn(batch -> batch.count() > 0 && !together.contains(batch))
        .as("those left out do not fit")
        .allMatch(batch -> taken + batch.count() > size || bytes + batch.bytes() > maxBytes);
  }

  @Test
  void aBatchThatIsClassifiedAlreadyIsNotTakenAgain() {
    PartitionBatch due = waiting(1);
    PartitionBatch other = waiting(1);
    batches.add(other);
    assertThat(batches.together(due, POLICY)).containsExactly(due, other);
    other.classified(
        Collections.nCopies(
            1, new Outcome.Classified("id", "World", 1, "", Bytes.wrap(new byte[0]))));
    assertThat(batches.together(due, POLICY)).containsExactly(due);
    assertThat(batches.commitsAfter(true)).isFalse();
  }

  @Test
  void articlesOfTooManyBytesLeaveBeforeTheyAreManyInWhateverPartitionsTheyWait() {
    String half = "x".repeat(MAX_BYTES / 5);
    first.send("a" + half);
    assertThat(first.forwarded()).isEmpty();
    second.send("b" + half);
    assertThat(second.forwarded()).containsExactly("b" + half);
    assertThat(first.forwarded()).as("the thread holds no more than a batch").isEmpty();
    clock.advance(LINGER);
    first.punctuate();
    assertThat(first.forwarded()).containsExactly("a" + half);
    assertThat(batches.bytes()).isZero();
  }

  /** As the network sees articles without a description. */
  private static List<String> texts(String... ids) {
    return Arrays.stream(ids).map(id -> TextEncoder.text("World: " + id, "")).toList();
  }

  private static PartitionBatch waiting(int count) {
    var batch =
        new PartitionBatch(new PendingArticles(PendingStore.in(new MockProcessorContext<>())));
    IntStream.range(0, count).forEach(i -> batch.add(Articles.pending(i, new byte[] {1})));
    return batch;
  }

  /** A task. */
  private final class Partition {

    private FakeNetwork network = new FakeNetwork();
    private final KeyValueStore<Integer, PendingArticle> store =
        PendingStore.in(new MockProcessorContext<>());
    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final BatchingProcessor processor;
    private final int number;
    private long offset;

    Partition(int number) {
      this.number = number;
      Supplier<ArticleClassifier> classifier =
          () -> {
            network = new FakeNetwork();
            return new ArticleClassifier(
                new ArticleCodec(
                    SchemaRegistry.connect(registry.settings()), schemas, TOPICS, 1_000),
                network,
                "checkpoint-1",
                clock);
          };
      processor =
          new BatchingProcessor(
              POLICY,
              classifier,
              () -> batches,
              TOPICS,
              context ->
                  new OutputChecks(
                      new OutputLimits(1_048_588, 1_048_588), TOPICS, FakeNetwork.LABELS, "app"),
              clock,
              holds,
              new DeadLetterWatch(new DeadLetterLimit(1, 1_000)),
              new RecordingListener());
      context.addStateStore(store);
      context.addStateStore(DeadLetterStore.in(context));
      context.setCurrentStreamTimeMs(0);
      start();
    }

    void start() {
      processor.init(context);
    }

    void send(String id) {
      send(id, Articles.bytes(Articles.article(id, "World: " + id), registry.settings()));
    }

    void sendWithAnotherSchema(String id) {
      byte[] value = Articles.bytes(Articles.article(id, "World: " + id), registry.settings());
      int older =
          registry.register(
              """
              {"type": "record", "name": "Article", "namespace": "dev.newsdesk", "fields": [
                {"name": "id", "type": "string"},
                {"name": "title", "type": "string"}]}""");
      // After the magic byte; an article's bytes begin with those two fields.
      ByteBuffer.wrap(value).putInt(1, older);
      send(id, value);
    }

    private void send(String id, byte[] value) {
      context.setRecordMetadata(Articles.TOPIC, number, offset);
      processor.process(new Record<>(id.getBytes(StandardCharsets.UTF_8), value, offset));
      offset++;
    }

    void punctuate() {
      context.scheduledPunctuators().stream()
          .filter(punctuator -> !punctuator.cancelled())
          .forEach(punctuator -> punctuator.getPunctuator().punctuate(clock.millis()));
    }

    List<String> forwarded() {
      return context.forwarded().stream()
          .map(forward -> new String(forward.record().key(), StandardCharsets.UTF_8))
          .toList();
    }
  }
}
