package dev.newsdesk.stream.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.stream.classification.RejectionCause;
import dev.newsdesk.stream.http.Health;
import dev.newsdesk.stream.live.recording.ArrivedDeadLetter;
import dev.newsdesk.stream.live.recording.Figures;
import dev.newsdesk.stream.live.recording.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the figures to the page. What is not known yet is null; durations are in seconds. */
final class StatusJson {

  /** Seconds over which the rate is taken: short enough to move, long enough not to jump. */
  private static final int RATE_SECONDS = 5;

  private StatusJson() {}

  static void health(ObjectNode object, Health health) {
    object
        .putObject("health")
        .put("alive", health.alive())
        .put("ready", health.ready())
        .put("explanation", health.explanation());
  }

  static void checkpoint(ObjectNode object, @Nullable CheckpointManifest manifest) {
    if (manifest == null) {
      object.putNull("checkpoint");
      return;
    }
    ObjectNode checkpoint = object.putObject("checkpoint").put("id", manifest.id());
    ArrayNode labels = checkpoint.putArray("labels");
    manifest.labels().forEach(labels::add);
    checkpoint.put("data", manifest.training().data());
    CheckpointManifest.Accuracy accuracy = manifest.accuracy();
    checkpoint
        .put("testAccuracy", accuracy == null ? null : (Double) accuracy.test())
        .put("testRows", accuracy == null ? null : (Integer) accuracy.testRows());
  }

  static void figures(ObjectNode object, Figures figures) {
    long labelled = figures.byCategory().values().stream().mapToLong(Long::longValue).sum();
    ObjectNode articles =
        object.putObject("articles").put("received", figures.received()).put("labelled", labelled);
    ObjectNode byCategory = articles.putObject("byCategory");
    figures.byCategory().forEach(byCategory::put);
    rate(object, figures.rates());
    latency(object, figures.latency());
    deadLetters(object, figures);
  }

  private static void rate(ObjectNode object, List<Long> history) {
    double last =
        history.subList(history.size() - RATE_SECONDS, history.size()).stream()
            .mapToLong(Long::longValue)
            .sum();
    ObjectNode rate = object.putObject("rate").put("perSecond", last / RATE_SECONDS);
    ArrayNode seconds = rate.putArray("history");
    history.forEach(seconds::add);
  }

  private static void latency(ObjectNode object, Latency latency) {
    if (latency.articles() == 0) {
      object.putNull("latency");
      return;
    }
    object
        .putObject("latency")
        .put("articles", latency.articles())
        .put("median", seconds(latency.median()))
        .put("percentile95", seconds(latency.percentile95()))
        .put("percentile99", seconds(latency.percentile99()));
  }

  private static void deadLetters(ObjectNode object, Figures figures) {
    Map<RejectionCause, Long> byCause = figures.byCause();
    ObjectNode deadLetters =
        object
            .putObject("deadLetters")
            .put("total", byCause.values().stream().mapToLong(Long::longValue).sum());
    ObjectNode causes = deadLetters.putObject("byCause");
    for (RejectionCause cause : RejectionCause.values()) {
      causes.put(cause.name(), byCause.getOrDefault(cause, 0L));
    }
    ArrayNode recent = deadLetters.putArray("recent");
    for (ArrivedDeadLetter one : figures.deadLetters()) {
      recent
          .addObject()
          .put("number", one.number())
          .put("at", one.at().toString())
          .put("cause", one.rejection().cause().name())
          .put("explanation", one.rejection().explanation())
          .put("topic", one.rejection().topic())
          .put("partition", one.rejection().partition())
          .put("offset", one.rejection().offset());
    }
  }

  static void accuracy(ObjectNode object, Optional<AccuracySnapshot> known) {
    if (known.isEmpty()) {
      object.putNull("accuracy");
      return;
    }
    AccuracySnapshot snapshot = known.get();
    ObjectNode accuracy = object.putObject("accuracy");
    estimate(accuracy.putObject("overall"), snapshot.overall());
    ObjectNode byCategory = accuracy.putObject("byCategory");
    snapshot
        .byCategory()
        .forEach((category, estimate) -> estimate(byCategory.putObject(category), estimate));
    ArrayNode confusions = accuracy.putArray("confusions");
    for (AccuracySnapshot.Confusion cell : snapshot.confusions()) {
      confusions
          .addObject()
          .put("labelled", cell.labelled())
          .put("predicted", cell.predicted())
          .put("articles", cell.articles());
    }
    ArrayNode windows = accuracy.putArray("windows");
    for (AccuracySnapshot.Window window : snapshot.windows()) {
      estimate(
          windows
              .addObject()
              .put("start", window.start().toString())
              .put("end", window.end().toString()),
          window.estimate());
    }
  }

  private static void estimate(ObjectNode object, AccuracySnapshot.Estimate estimate) {
    object
        .put("labelled", estimate.labelled())
        .put("correct", estimate.correct())
        .put("accuracy", estimate.accuracy())
        .put("lowerBound", estimate.lowerBound())
        .put("upperBound", estimate.upperBound());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
