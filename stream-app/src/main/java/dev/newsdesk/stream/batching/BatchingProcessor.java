package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.classification.SchemaPendingException;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Collects the articles of one partition into batches and forwards what becomes of them: labelled
 * articles to the child of their category, rejected records to that of the dead letters.
 *
 * <p>With {@code exactly_once_v2} every record leaves exactly once. None outlives {@link #process}
 * but in the store, whose changelog is committed together with the input offsets and the output, so
 * that after a crash the articles that had not left are in their slots again. Labelled articles
 * leave in the order of arrival, with the timestamp and headers of the article.
 *
 * <p>A batch that leaves before it is full takes those of the thread's other partitions along to
 * the network. Each task forwards its own, at its next punctuation, and the last one asks for the
 * commit.
 *
 * <p>A record comes in when its schema is resolved. An article from before a restart may name one
 * that is not: then its partition is held, and its batch waits in its slots until it is. Other
 * partitions go on.
 *
 * <p>Kafka Streams calls {@link #init} again on a processor that it has closed, when a task starts
 * afresh. So everything that {@link #close} gives back is made anew in {@code init}.
 */
final class BatchingProcessor
    implements Processor<
        byte @Nullable [], byte @Nullable [], byte @Nullable [], byte @Nullable []> {

  private final FlushPolicy policy;
  private final Supplier<ArticleClassifier> classifiers;
  private final Supplier<ThreadBatches> threadBatches;
  private final Topics topics;
  private final Function<ProcessorContext<?, ?>, OutputChecks> outputChecks;
  private final Clock clock;
  private final PartitionHolds holds;
  private final DeadLetterWatch deadLetterWatch;
  private final BatchListener listener;
  private @Nullable ArticleClassifier classifier;
  private @Nullable Cancellable punctuation;
  private @Nullable ProcessorContext<byte @Nullable [], byte @Nullable []> context;
  private @Nullable PartitionBatch batch;
  private @Nullable DeadLetterTally tally;
  private @Nullable ThreadBatches ofThisThread;
  private @Nullable OutputChecks checks;

  BatchingProcessor(
      FlushPolicy policy,
      Supplier<ArticleClassifier> classifiers,
      Supplier<ThreadBatches> threadBatches,
      Topics topics,
      Function<ProcessorContext<?, ?>, OutputChecks> outputChecks,
      Clock clock,
      PartitionHolds holds,
      DeadLetterWatch deadLetterWatch,
      BatchListener listener) {
    this.policy = policy;
    this.classifiers = classifiers;
    this.threadBatches = threadBatches;
    this.topics = topics;
    this.outputChecks = outputChecks;
    this.clock = clock;
    this.holds = holds;
    this.deadLetterWatch = deadLetterWatch;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<byte @Nullable [], byte @Nullable []> processorContext) {
    context = processorContext;
    checks = outputChecks.apply(processorContext);
    batch =
        new PartitionBatch(new PendingArticles(processorContext.getStateStore(NewsTopology.STORE)));
    tally = DeadLetterTally.join(deadLetterWatch, clock, processorContext, topics.articles());
    ofThisThread = threadBatches.get();
    ofThisThread.add(batch);
    holdUnsettled(batch);
    classifier = classifiers.get();
    punctuation =
        processorContext.schedule(
            // A fifth of it, so that no article waits more than 1.2 times as long as asked.
            policy.linger().dividedBy(5).plusMillis(1),
            PunctuationType.WALL_CLOCK_TIME,
            timestamp -> flushIfDue());
  }

  @Override
  public void process(Record<byte @Nullable [], byte @Nullable []> record) {
    tally().requireFew();
    listener.received();
    Instant now = clock.instant();
    PendingArticle article = PendingRecords.of(record, context(), now);
    try {
      classifier().requireAcceptable(article);
      checks().requireStorable(article, now);
    } catch (ArticleRejectedException e) {
      reject(article, e);
      tally().save();
      return;
    }
    batch().add(article);
    if (policy.isFull(batch().count(), ofThisThread().bytes()) && !isHeld(holds, batch())) {
      classify(List.of(batch()));
      flush();
    }
  }

  private void flushIfDue() {
    tally().requireFew();
    int count = batch().count();
    if (count == 0) {
      return;
    }
    if (batch().classifiedCount() == 0
        && !isHeld(holds, batch())
        && policy.flushes(count, ofThisThread().bytes(), batch().oldest(), clock.instant())) {
      classify(ofThisThread().together(batch(), policy));
    }
    flush();
  }

  /** Tells whether a batch waits for a schema. */
  static boolean isHeld(PartitionHolds holds, PartitionBatch batch) {
    return batch.count() > 0 && holds.isHeld(batch.partition());
  }

  private void holdUnsettled(PartitionBatch of) {
    if (of.count() > of.classifiedCount()) {
      holds.hold(of.partition(), of.schemaIds());
    }
  }

  /** Classifies, or leaves everything as it is and holds the partitions that wait for a schema. */
  private void classify(List<PartitionBatch> together) {
    List<PendingArticle> articles =
        together.stream().flatMap(one -> one.unclassified().stream()).toList();
    List<Outcome> outcomes;
    try {
      outcomes = classifier().classify(articles);
    } catch (SchemaPendingException e) {
      together.forEach(this::holdUnsettled);
      return;
    }
    int next = 0;
    for (PartitionBatch one : together) {
      int count = one.count() - one.classifiedCount();
      one.classified(outcomes.subList(next, next + count));
      next += count;
    }
  }

  private void flush() {
    Instant now = clock.instant();
    int leaving = batch().classifiedCount();
    if (leaving == 0) {
      return;
    }
    listener.flushed(leaving, atLeastZero(Duration.between(batch().oldest(), now)));
    batch().removeClassified((article, outcome) -> forward(article, outcome, now));
    tally().save();
    if (ofThisThread().commitsAfter(2 * leaving < policy.size())) {
      context().commit();
    }
  }

  private void forward(PendingArticle article, Outcome outcome, Instant now) {
    if (outcome instanceof Outcome.Classified classified) {
      String topic = topics.category(classified.category());
      Record<byte @Nullable [], byte @Nullable []> output =
          new Record<>(
              classified.articleId().getBytes(StandardCharsets.UTF_8),
              classified.value().get(),
              article.getTimestamp(),
              PendingRecords.headers(article));
      try {
        checks().requireSendable(topic, output, now);
      } catch (ArticleRejectedException e) {
        reject(article, e);
        return;
      }
      context().forward(output, topic);
      tally().classified();
      Instant appended = Instant.ofEpochMilli(article.getTimestamp());
      listener.classified(classified, atLeastZero(Duration.between(appended, now)));
    } else if (outcome instanceof Outcome.Rejected rejected) {
      reject(article, rejected.reason());
    }
  }

  private void reject(PendingArticle article, ArticleRejectedException reason) {
    DeadLetters letters = new DeadLetters(checks().ofDeadLetters(), clock.instant());
    context().forward(letters.of(article, reason), topics.deadLetters());
    tally().rejected(article, reason);
    listener.deadLettered(
        new Rejection(
            reason.rejectionCause(),
            String.valueOf(reason.getMessage()),
            article.getTopic(),
            article.getPartition(),
            article.getOffset()));
  }

  /** Producers' clocks may be ahead of this one. */
  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private ProcessorContext<byte @Nullable [], byte @Nullable []> context() {
    return Objects.requireNonNull(context, "init() comes first");
  }

  private PartitionBatch batch() {
    return Objects.requireNonNull(batch, "init() comes first");
  }

  private DeadLetterTally tally() {
    return Objects.requireNonNull(tally, "init() comes first");
  }

  private ThreadBatches ofThisThread() {
    return Objects.requireNonNull(ofThisThread, "init() comes first");
  }

  private OutputChecks checks() {
    return Objects.requireNonNull(checks, "init() comes first");
  }

  private ArticleClassifier classifier() {
    return Objects.requireNonNull(classifier, "init() comes first");
  }

  @Override
  public void close() {
    if (tally != null) {
      tally.close();
    }
    if (batch != null && ofThisThread != null) {
      ofThisThread.remove(batch);
    }
    if (punctuation != null) {
      punctuation.cancel();
      punctuation = null;
    }
    if (classifier != null) {
      classifier.close();
      classifier = null;
    }
  }
}
