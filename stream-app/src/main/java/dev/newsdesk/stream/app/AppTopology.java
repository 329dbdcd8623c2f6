package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.accuracy.AccuracyListener;
import dev.newsdesk.stream.accuracy.AccuracyTopology;
import dev.newsdesk.stream.accuracy.DriftListener;
import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.batching.NewsTopology;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.classification.ArticleCodec;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.drift.DriftReferences;
import dev.newsdesk.stream.intake.WriterSchemas;
import dev.newsdesk.stream.metrics.StreamMetrics;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.Topics;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.Topology;

/**
 * The topologies of the process's two Kafka Streams applications.
 *
 * @param settings everything that can be set
 * @param predictors what is served
 * @param schemas where schemas are looked up; stays open
 * @param intake what stands before the articles
 * @param limits what the topics that are written accept
 */
record AppTopology(
    StreamSettings settings,
    Predictors predictors,
    SchemaRegistry schemas,
    Intake intake,
    OutputLimits limits) {

  /**
   * Builds that of online accuracy.
   *
   * @param resolver resolves the schemas of labels and predictions
   * @param time the brokers' time in milliseconds
   * @param listener is told what becomes of labels and predictions
   * @param references what the drift detectors compare with
   * @param drift called back by the task of the drift detectors
   */
  Topology accuracy(
      WriterSchemas resolver,
      LongSupplier time,
      AccuracyListener listener,
      DriftReferences references,
      DriftListener drift) {
    return new AccuracyTopology(
            settings.topics(),
            predictors.checkpoint().labels(),
            settings.accuracy().labelWait(),
            settings.accuracy().window(),
            schemas,
            resolver,
            time,
            listener,
            references,
            drift)
        .build();
  }

  /**
   * Builds that of classification, which is the same whether online accuracy is on or off.
   *
   * @param metrics is told what happens to articles
   * @param listener is told, too
   * @param predictions is told what each call of the network took, as the metrics are
   */
  Topology labelling(
      StreamMetrics metrics, BatchListener listener, Consumer<PredictionWork> predictions) {
    CheckpointManifest checkpoint = predictors.checkpoint();
    Clock clock = Clock.systemUTC();
    return new NewsTopology(
            settings.topics(),
            checkpoint.labels(),
            settings.policy(),
            () ->
                new ArticleClassifier(
                    new ArticleCodec(
                        schemas, intake.schemas(), settings.topics(), settings.articleMaxBytes()),
                    predictors.ofThisThread(metrics.andThen(predictions)),
                    checkpoint.id(),
                    clock),
            clock,
            intake.holds(),
            settings.deadLetterLimit(),
            metrics.andThen(listener),
            Topics.recordMaxBytes(settings.articleMaxBytes()),
            limits)
        .build();
  }
}
