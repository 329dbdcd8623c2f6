package dev.newsdesk.stream.live;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsdesk.AccuracyEstimate;
import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ConfusionCount;
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
    CheckpointManifest.Predictions predictions = manifest.predictions();
    checkpoint.put("testUnknownWords", predictions == null ? null : predictions.unknownWords());
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

  static void words(ObjectNode object, UnknownWords words) {
    object.putObject("words").put("total", words.words()).put("unknown", words.unknown());
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
    AccuracyReport cumulative = known.get().cumulative();
    ObjectNode accuracy = object.putObject("accuracy");
    estimate(accuracy.putObject("overall"), cumulative.getOverall());
    ObjectNode byCategory = accuracy.putObject("byCategory");
    cumulative
        .getByCategory()
        .forEach((category, estimate) -> estimate(byCategory.putObject(category), estimate));
    ArrayNode confusions = accuracy.putArray("confusions");
    for (ConfusionCount cell : cumulative.getConfusions()) {
      confusions
          .addObject()
          .put("labelled", cell.getLabelled())
          .put("predicted", cell.getPredicted())
          .put("articles", cell.getCount());
    }
    ArrayNode windows = accuracy.putArray("windows");
    for (AccuracyReport window : known.get().windows()) {
      estimate(
          windows
              .addObject()
              .put("start", String.valueOf(window.getWindowStart()))
              .put("end", String.valueOf(window.getWindowEnd())),
          window.getOverall());
    }
  }

  private static void estimate(ObjectNode object, AccuracyEstimate estimate) {
    object
        .put("labelled", estimate.getLabelled())
        .put("correct", estimate.getCorrect())
        .put("accuracy", estimate.getAccuracy())
        .put("lowerBound", estimate.getLowerBound())
        .put("upperBound", estimate.getUpperBound());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
