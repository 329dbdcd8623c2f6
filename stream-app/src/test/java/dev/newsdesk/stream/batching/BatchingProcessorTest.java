package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the topology's test driver cannot show: a registry that is away, and restarts. */
class BatchingProcessorTest {

  private static final TopicPartition PARTITION = new TopicPartition(Articles.TOPIC, 0);
  private static final Topics TOPICS = new Topics("news");
  private static final Duration LINGER = Duration.ofMillis(100);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final List<FakeNetwork> networks = new ArrayList<>();
  private final KeyValueStore<Integer, PendingArticle> store =
      PendingStore.in(new MockProcessorContext<>());
  private MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
  private final FakeRegistry registry = new FakeRegistry();
  private SchemaRegistry schemas = SchemaRegistry.connect(registry.settings());
  private PartitionHolds holds = new PartitionHolds(new LookedUpSchemas(schemas));

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void anArticleFromBeforeARestartWaitsInItsSlotUntilItsSchemaIsResolved() {
    BatchingProcessor before = started(10);
    send(before, 0, "World: one");
    send(before, 1, "Sports: two");
    before.close();

    restart();
    registry.away(true);
    started(10);
    clock.advance(LINGER);
    punctuate();
    punctuate();
    assertThat(context.forwarded()).isEmpty();
    assertThat(context.committed()).as("there is nothing to commit").isFalse();
    assertThat(store.approximateNumEntries()).isEqualTo(2);
    assertThat(holds.isHeld(PARTITION)).as("nothing more is taken in").isTrue();

    registry.away(false);
    punctuate();
    assertThat(holds.isHeld(PARTITION)).isFalse();
    assertThat(forwardedKeys()).containsExactly("0", "1");
    assertThat(store.approximateNumEntries()).isZero();
  }

  @Test
  void aFullBatchThatWaitsForASchemaHoldsNoThread() {
    BatchingProcessor before = started(10);
    send(before, 0, "World: one");
    before.close();

    restart();
    registry.away(true);
    BatchingProcessor after = started(2);
    send(after, 1, "Sports: two");
    send(after, 2, "Sports: three");
    assertThat(context.forwarded()).isEmpty();
    registry.away(false);
    clock.advance(LINGER);
    punctuate();
    assertThat(forwardedKeys()).containsExactly("0", "1", "2");
  }

  /** Kafka Streams closes a processor and initialises the very same one again. */
  @Test
  void aTaskThatStartsAfreshLosesNoSlot() {
    BatchingProcessor processor = started(10);
    send(processor, 0, "World: one");
    processor.close();
    initialise(processor);
    clock.advance(LINGER);
    punctuate();
    assertThat(forwardedKeys()).containsExactly("0");
    assertThat(networks).hasSize(2);
    assertThat(networks.get(0).closed()).isTrue();
  }

  @Test
  void afterCloseTheOldPunctuationIsCancelledAndClosingTwiceIsHarmless() {
    BatchingProcessor processor = started(2);
    processor.close();
    processor.close();
    assertThat(context.scheduledPunctuators()).allMatch(punctuator -> punctuator.cancelled());
    assertThat(networks).allMatch(FakeNetwork::closed);
  }

  @Test
  void articlesThatWaitedAreLabelledAfterARestartAlsoWithASmallerBatch() {
    BatchingProcessor before = started(10);
    for (int offset = 0; offset < 5; offset++) {
      send(before, offset, "World: " + offset);
    }
    before.close();

    BatchingProcessor after = started(2);
    send(after, 5, "Sports: 5");
    assertThat(forwardedKeys()).containsExactly("0", "1", "2", "3", "4", "5");
    assertThat(store.approximateNumEntries()).isZero();
  }

  @Test
  void articlesThatWaitedBeforeARestartNeedNoNewOneToLeave() {
    BatchingProcessor before = started(10);
    send(before, 0, "World: 0");
    before.close();

    started(10);
    clock.advance(LINGER.minusMillis(1));
    punctuate();
    assertThat(context.forwarded()).isEmpty();
    clock.advance(Duration.ofMillis(1));
    punctuate();
    assertThat(forwardedKeys()).containsExactly("0");
  }

  @Test
  void aBatchOfFewArticlesIsCommittedAtOnce() {
    BatchingProcessor processor = started(10);
    send(processor, 0, "World: one");
    punctuate();
    assertThat(context.committed()).as("nothing is due").isFalse();
    clock.advance(LINGER);
    punctuate();
    assertThat(context.committed()).isTrue();
  }

  @Test
  void aBatchThatLingeredAndIsHalfFullLeavesTheCommitToItsInterval() {
    BatchingProcessor processor = started(4);
    send(processor, 0, "World: one");
    send(processor, 1, "Sports: two");
    clock.advance(LINGER);
    punctuate();
    assertThat(forwardedKeys()).hasSize(2);
    assertThat(context.committed()).isFalse();
  }

  @Test
  void aFullBatchLeavesTheCommitToItsInterval() {
    BatchingProcessor processor = started(2);
    send(processor, 0, "World: one");
    send(processor, 1, "Sports: two");
    assertThat(forwardedKeys()).hasSize(2);
    assertThat(context.committed()).isFalse();
  }

  private BatchingProcessor started(int size) {
    BatchingProcessor processor =
        new BatchingProcessor(
            new FlushPolicy(size, 1_000_000, LINGER),
            this::classifier,
            () -> new ThreadBatches(batch -> BatchingProcessor.isHeld(holds, batch)),
            TOPICS,
            context ->
                new OutputChecks(
                    new OutputLimits(1_048_588, 1_048_588), TOPICS, FakeNetwork.LABELS, "app"),
            clock,
            holds,
            new DeadLetterWatch(new DeadLetterLimit(1, 1_000)),
            new RecordingListener());
    initialise(processor);
    return processor;
  }

  /** Another process knows no schema yet. */
  private void restart() {
    schemas = SchemaRegistry.connect(registry.settings());
    holds = new PartitionHolds(new LookedUpSchemas(schemas));
  }

  private void initialise(BatchingProcessor processor) {
    context = new MockProcessorContext<>();
    context.addStateStore(store);
    context.addStateStore(DeadLetterStore.in(context));
    context.setCurrentStreamTimeMs(0);
    processor.init(context);
  }

  private ArticleClassifier classifier() {
    networks.add(new FakeNetwork());
    return new ArticleClassifier(
        new ArticleCodec(schemas, new LookedUpSchemas(schemas), TOPICS, 1_000),
        networks.get(networks.size() - 1),
        "checkpoint-1",
        clock);
  }

  private void send(BatchingProcessor processor, long offset, String title) {
    Map<String, String> settings = registry.settings();
    String id = Long.toString(offset);
    context.setRecordMetadata(Articles.TOPIC, 0, offset);
    boolean away = registry.away(false);
    byte[] value = Articles.bytes(Articles.article(id, title), settings);
    registry.away(away);
    processor.process(new Record<>(id.getBytes(StandardCharsets.UTF_8), value, offset));
  }

  private void punctuate() {
    context.scheduledPunctuators().stream()
        .filter(punctuator -> !punctuator.cancelled())
        .forEach(punctuator -> punctuator.getPunctuator().punctuate(clock.millis()));
  }

  private List<String> forwardedKeys() {
    return context.forwarded().stream()
        .map(forward -> new String(forward.record().key(), StandardCharsets.UTF_8))
        .toList();
  }
}
