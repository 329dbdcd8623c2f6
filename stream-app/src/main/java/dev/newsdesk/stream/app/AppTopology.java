package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.accuracy.AccuracyTopology;
import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.batching.NewsTopology;
import dev.newsdesk.stream.batching.RegistryWatch;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.classification.ArticleCodec;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.intake.PartitionHolds;
import dev.newsdesk.stream.intake.WriterSchemas;
import dev.newsdesk.stream.metrics.AccuracyMetrics;
import dev.newsdesk.stream.metrics.StreamMetrics;
import dev.newsdesk.stream.topics.Topics;
import io.prometheus.client.CollectorRegistry;
import java.time.Clock;
import org.apache.kafka.streams.Topology;

/**
 * The topology that the settings ask for: labelling, and online accuracy unless it is turned off.
 *
 * @param settings everything that can be set
 * @param predictors what is served
 * @param schemas where schemas are looked up; stays open
 * @param resolver resolves schemas in the background
 * @param holds which partitions wait for a schema
 * @param registry is told when somebody waits for the registry
 */
record AppTopology(
    StreamSettings settings,
    Predictors predictors,
    SchemaRegistry schemas,
    WriterSchemas resolver,
    PartitionHolds holds,
    RegistryWatch registry) {

  /**
   * Builds it.
   *
   * @param metrics is told what happens to articles
   * @param listener is told, too
   * @param collectors where the metrics of accuracy are registered
   */
  Topology build(StreamMetrics metrics, BatchListener listener, CollectorRegistry collectors) {
    Topology topology = settings.accuracy().enabled() ? accuracy(collectors) : new Topology();
    return labelling(metrics, listener).addTo(topology);
  }

  private Topology accuracy(CollectorRegistry collectors) {
    CheckpointManifest checkpoint = predictors.checkpoint();
    return new AccuracyTopology(
            settings.topics(),
            checkpoint.labels(),
            settings.accuracy().labelWait(),
            settings.accuracy().window(),
            schemas,
            Clock.systemUTC(),
            registry,
            new AccuracyMetrics(collectors, checkpoint.id(), checkpoint.labels()))
        .build();
  }

  private NewsTopology labelling(StreamMetrics metrics, BatchListener listener) {
    CheckpointManifest checkpoint = predictors.checkpoint();
    Clock clock = Clock.systemUTC();
    return new NewsTopology(
        settings.topics(),
        checkpoint.labels(),
        settings.policy(),
        () ->
            new ArticleClassifier(
                new ArticleCodec(schemas, resolver, settings.topics(), settings.articleMaxBytes()),
                predictors.ofThisThread(metrics),
                checkpoint.id(),
                clock),
        clock,
        holds,
        settings.deadLetterLimit(),
        metrics.andThen(listener),
        Topics.recordMaxBytes(settings.articleMaxBytes()));
  }
}
