package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Counts the dead letters of one partition in a changelogged store, so that they still count after
 * a restart and on another instance. Since the store is committed with the records, a record whose
 * transaction is aborted and repeated counts once.
 *
 * <p>Whoever sets the group's offsets by hand starts afresh: their records have no part in what was
 * counted. Kafka Streams commits the time of a partition with its offset, and an offset that
 * somebody else has set has none.
 */
final class DeadLetterTally {

  /** Name of the store; its changelog is named after it. */
  static final String STORE = "dead-letter-window";

  private static final int KEY = 0;

  private final DeadLetterWatch watch;
  private final Clock clock;
  private final KeyValueStore<Integer, byte[]> store;
  private final OutcomeWindowCodec codec;
  private final OutcomeWindow window;

  /** What the last instance had counted of partitions that this one has not, or not yet. */
  private final Map<Integer, PartitionSummary> absent = new HashMap<>();

  private final SkipCommand command;
  private boolean stored;
  private boolean changed;

  private DeadLetterTally(
      DeadLetterWatch watch,
      Clock clock,
      KeyValueStore<Integer, byte[]> store,
      SkipCommand command,
      boolean afresh) {
    this.watch = watch;
    this.clock = clock;
    this.store = store;
    this.command = command;
    this.codec = new OutcomeWindowCodec(watch.window());
    byte[] before = store.get(KEY);
    this.stored = before != null;
    OutcomeWindowCodec.Stored counted = codec.stored(afresh ? null : before);
    this.window = counted.window();
    counted.others().forEach(other -> absent.put(other.partition(), other));
    this.changed = afresh;
  }

  /**
   * Goes on with what the task's store has counted, and joins the watch.
   *
   * @param topic the articles' topic
   */
  static DeadLetterTally join(
      DeadLetterWatch watch, Clock clock, ProcessorContext<?, ?> context, String topic) {
    SkipCommand command =
        new SkipCommand(
            brokers(context.appConfigs().get("bootstrap.servers")),
            context.applicationId(),
            topic,
            context.taskId().partition(),
            0);
    DeadLetterTally tally =
        new DeadLetterTally(
            watch, clock, context.getStateStore(STORE), command, context.currentStreamTimeMs() < 0);
    watch.join(tally);
    return tally;
  }

  private static String brokers(@Nullable Object setting) {
    return setting instanceof Collection<?> several
        ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(setting);
  }

  /** Takes note of an article that was classified. */
  void classified() {
    watch.classified(window, clock.millis());
    changed = true;
  }

  /** Takes note of a dead letter. */
  void rejected(PendingArticle record, ArticleRejectedException reason) {
    watch.rejected(
        window,
        record.getOffset(),
        clock.millis(),
        name(record.getOffset())
            + ": "
            + String.valueOf(reason.getMessage()).replaceFirst("\\.$", ""));
    changed = true;
  }

  /** Stores what was counted; a window without dead letters takes no place and no write. */
  void save() {
    boolean worthKeeping = window.deadLetters() > 0;
    if (changed && (worthKeeping || stored)) {
      store.put(KEY, worthKeeping ? codec.bytes(window, watch.othersThan(this)) : null);
      stored = worthKeeping;
    }
    changed = false;
  }

  /** Returns when there are not too many dead letters. */
  void requireFew() {
    watch.requireFew();
  }

  /** Returns what the partition has counted; belongs to the watch. */
  OutcomeWindow window() {
    return window;
  }

  /** Returns the partition's number. */
  int partition() {
    return command.partition();
  }

  /** Returns what is known of partitions that this instance has not; belongs to the watch. */
  Map<Integer, PartitionSummary> absent() {
    return absent;
  }

  /** Names the last dead letter. */
  String lastDeadLetter() {
    return name(window.lastDeadLetter());
  }

  /** Returns how to skip a partition's records up to its last dead letter. */
  SkipCommand skip(PartitionSummary partition) {
    return new SkipCommand(
        command.brokers(),
        command.group(),
        command.topic(),
        partition.partition(),
        partition.lastDeadLetter() + 1);
  }

  private String name(long offset) {
    return "%s-%d at offset %d".formatted(command.topic(), command.partition(), offset);
  }

  /** The partition goes elsewhere, or starts afresh. */
  void close() {
    watch.leave(this);
  }
}
