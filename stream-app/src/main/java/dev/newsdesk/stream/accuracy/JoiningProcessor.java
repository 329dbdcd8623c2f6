package dev.newsdesk.stream.accuracy;

import dev.newsdesk.ArticleLabel;
import dev.newsdesk.internal.Prediction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the labels and the predictions of one partition together, and forwards what they count
 * once a second: one record, however many articles.
 *
 * <p>A label that is none is counted and passed over. A record whose schema is not resolved yet
 * does not get here.
 */
final class JoiningProcessor
    implements Processor<byte @Nullable [], byte @Nullable [], Integer, PartitionCounts> {

  /** Time between two looks at what has waited too long and what is to be handed on. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Longer than any that Newsdesk gives; somebody else wrote the record. */
  private static final int MAX_CHECKPOINT_ID = 256;

  private static final Logger LOG = LoggerFactory.getLogger(JoiningProcessor.class);

  private final AccuracyTopology settings;
  private final Map<String, String> categories;
  private final Set<String> labels;
  private final Supplier<AccuracyCodec> codecs;
  private final PredictionTally tally;
  private @Nullable AccuracyCodec codec;
  private @Nullable Cancellable punctuation;
  private @Nullable ProcessorContext<Integer, PartitionCounts> context;
  private @Nullable LabelJoin join;
  private @Nullable Increments increments;
  private long latest;

  /**
   * Makes a processor.
   *
   * @param categories each category's name by its topic
   */
  JoiningProcessor(
      AccuracyTopology settings, Map<String, String> categories, Supplier<AccuracyCodec> codecs) {
    this.settings = settings;
    this.categories = categories;
    this.labels = Set.copyOf(settings.labels());
    this.codecs = codecs;
    this.tally = new PredictionTally(settings.references().checkpointId());
  }

  @Override
  public void init(ProcessorContext<Integer, PartitionCounts> processorContext) {
    context = processorContext;
    LabelWait wait = LabelWait.of(settings.labelWait());
    WaitingCounts waiting =
        new WaitingCounts(processorContext.getStateStore(AccuracyTopology.WAITING), wait);
    increments = new Increments(processorContext.getStateStore(AccuracyTopology.INCREMENTS));
    join =
        new LabelJoin(
            new Standings(
                processorContext.getStateStore(AccuracyTopology.STANDINGS),
                new Names(processorContext.getStateStore(AccuracyTopology.NAMES)),
                wait),
            waiting,
            increments,
            wait,
            settings.window(),
            settings.listener());
    // The brokers' clocks may differ by a little.
    latest = waiting.newest();
    codec = codecs.get();
    punctuation =
        processorContext.schedule(
            INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> passTime());
  }

  @Override
  public void process(Record<byte @Nullable [], byte @Nullable []> record) {
    RecordMetadata origin = context().recordMetadata().orElseThrow();
    @Nullable String category = categories.get(origin.topic());
    if (category == null) {
      processLabel(origin, record);
    } else {
      processPrediction(origin, record, category);
    }
  }

  private void processPrediction(
      RecordMetadata origin, Record<byte @Nullable [], byte @Nullable []> record, String category) {
    byte @Nullable [] articleId = record.key();
    Optional<Prediction> prediction = codec().prediction(origin.topic(), record.value());
    if (prediction.isEmpty()) {
      passOver("No prediction", origin);
      settings.listener().read(PredictionOutcome.UNDECODABLE);
      return;
    }
    if (articleId == null || prediction.get().getCheckpointId().length() > MAX_CHECKPOINT_ID) {
      passOver("No prediction of Newsdesk's", origin);
      settings.listener().read(PredictionOutcome.INVALID);
      return;
    }
    settings.listener().read(PredictionOutcome.ACCEPTED);
    String checkpointId = prediction.get().getCheckpointId();
    tally.add(category, checkpointId, prediction.get().getConfidence());
    join().predicted(articleId, category, checkpointId, now());
  }

  private void processLabel(
      RecordMetadata origin, Record<byte @Nullable [], byte @Nullable []> record) {
    Optional<ArticleLabel> label = codec().label(origin.topic(), record.value());
    byte @Nullable [] key = record.key();
    if (label.isEmpty()
        || key == null
        || !Arrays.equals(key, label.get().getArticleId().getBytes(StandardCharsets.UTF_8))) {
      passOver("No label, or its key is not the article's id", origin);
      settings.listener().labels(LabelOutcome.UNDECODABLE, 1);
    } else if (!labels.contains(label.get().getCategory())) {
      passOver("The label names no category of the checkpoint", origin);
      settings.listener().labels(LabelOutcome.UNKNOWN_CATEGORY, 1);
    } else {
      join().labelled(key, label.get().getCategory(), now());
    }
  }

  /** Not louder: whole topics may be like it, and the metrics tell how many. */
  private static void passOver(String why, RecordMetadata origin) {
    LOG.atDebug()
        .addKeyValue("topic", origin.topic())
        .addKeyValue("partition", origin.partition())
        .addKeyValue("offset", origin.offset())
        .log(why);
  }

  private void passTime() {
    long now = now();
    join().expire(now);
    Map<Cell, Long> confusions = new HashMap<>();
    Objects.requireNonNull(increments, "init() comes first").drainTo(confusions::put);
    PartitionCounts counts =
        new PartitionCounts(confusions, settings.references().checkpointId(), tally.drain());
    if (!counts.isEmpty()) {
      context().forward(new Record<>(context().taskId().partition(), counts, now));
    }
  }

  private long now() {
    latest = Math.max(latest, settings.time().getAsLong());
    return latest;
  }

  private ProcessorContext<Integer, PartitionCounts> context() {
    return Objects.requireNonNull(context, "init() comes first");
  }

  private LabelJoin join() {
    return Objects.requireNonNull(join, "init() comes first");
  }

  private AccuracyCodec codec() {
    return Objects.requireNonNull(codec, "init() comes first");
  }

  @Override
  public void close() {
    if (punctuation != null) {
      punctuation.cancel();
      punctuation = null;
    }
    if (codec != null) {
      codec.close();
      codec = null;
    }
  }
}
