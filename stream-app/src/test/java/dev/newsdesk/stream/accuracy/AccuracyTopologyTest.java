package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ConfusionCount;
import dev.newsdesk.stream.FakeRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.junit.jupiter.api.Test;

class AccuracyTopologyTest {

  @Test
  void aLabelMeetsItsArticleWhicheverComesFirst() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.predict("a", "World", "gru-1");
      pipeline.label("a", "World");
      pipeline.label("b", "Sports");
      pipeline.predict("b", "World", "gru-1");
      pipeline.predict("c", "World", "gru-1");
      pipeline.settle();

      AccuracyReport report = Objects.requireNonNull(pipeline.latestReports().get("gru-1"));
      assertThat(report.getOverall().getLabelled()).isEqualTo(2);
      assertThat(report.getOverall().getCorrect()).isEqualTo(1);
      assertThat(report.getOverall().getAccuracy()).isEqualTo(0.5);
      assertThat(report.getOverall().getLowerBound()).isCloseTo(0.0945, within(0.0001));
      assertThat(report.getByCategory()).containsOnlyKeys("World", "Sports");
      assertThat(Objects.requireNonNull(report.getByCategory().get("World")).getAccuracy())
          .isEqualTo(1);
      assertThat(report.getConfusions())
          .containsExactly(
              new ConfusionCount("Sports", "World", 1L), new ConfusionCount("World", "World", 1L));
      assertThat(report.getWindowStart()).isNull();
      assertThat(pipeline.listener.confusions)
          .isEqualTo(Map.of("gru-1: World as World", 1L, "gru-1: Sports as World", 1L));
      assertThat(pipeline.listener.outcomes).isEqualTo(Map.of(LabelOutcome.MATCHED, 2L));
    }
  }

  @Test
  void windowsAreThoseOfTheMeeting() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.predict("a", "World", "gru-1");
      pipeline.advance(Duration.ofSeconds(90));
      pipeline.label("a", "World");
      pipeline.advance(Duration.ofSeconds(60));
      pipeline.predict("b", "World", "gru-1");
      pipeline.label("b", "Sports");
      pipeline.settle();

      Map<String, AccuracyReport> reports = pipeline.latestReports();
      assertThat(reports)
          .containsOnlyKeys("gru-1", "gru-1@2026-11-23T12:01:00Z", "gru-1@2026-11-23T12:02:00Z");
      AccuracyReport window = Objects.requireNonNull(reports.get("gru-1@2026-11-23T12:01:00Z"));
      assertThat(window.getWindowStart()).isEqualTo("2026-11-23T12:01:00Z");
      assertThat(window.getWindowEnd()).isEqualTo("2026-11-23T12:02:00Z");
      assertThat(window.getOverall().getAccuracy()).isEqualTo(1);
      assertThat(Objects.requireNonNull(reports.get("gru-1")).getOverall().getAccuracy())
          .isEqualTo(0.5);
    }
  }

  @Test
  void anIncrementFromTheFutureCountsWhenItIsAppendedAndEndsNoWindow() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.predict("a", "World", "gru-1");
      pipeline.label("a", "World");
      pipeline.settle();
      long future = AccuracyPipeline.NOON.plus(Duration.ofDays(30)).toEpochMilli();
      pipeline.increment(new Cell(new Scope("gru-1", future), "World", "Sports"), 2);
      pipeline.predict("b", "World", "gru-1");
      pipeline.label("b", "World");
      pipeline.settle();

      Map<String, AccuracyReport> reports = pipeline.latestReports();
      assertThat(reports).containsOnlyKeys("gru-1", "gru-1@2026-11-23T12:00:00Z");
      assertThat(reports.values())
          .allSatisfy(report -> assertThat(report.getOverall().getLabelled()).isEqualTo(4))
          .allSatisfy(report -> assertThat(report.getOverall().getCorrect()).isEqualTo(2));
    }
  }

  @Test
  void anArticleAndALabelCountOnceAndTheFirstLabelStays() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.predict("a", "World", "gru-1");
      pipeline.label("a", "World");
      pipeline.label("a", "World");
      pipeline.label("a", "Sports");
      pipeline.predict("a", "Sports", "gru-2");
      pipeline.label("b", "Sports");
      pipeline.label("b", "World");
      pipeline.predict("b", "Sports", "gru-1");
      pipeline.settle();

      assertThat(pipeline.listener.outcomes)
          .isEqualTo(
              Map.of(
                  LabelOutcome.MATCHED, 2L,
                  LabelOutcome.REPEATED, 1L,
                  LabelOutcome.CONFLICTING, 2L));
      assertThat(pipeline.listener.confusions)
          .isEqualTo(Map.of("gru-1: World as World", 1L, "gru-1: Sports as Sports", 1L));
    }
  }

  @Test
  void eachCheckpointHasItsOwnAccuracy() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.predict("a", "World", "gru-1");
      pipeline.predict("b", "World", "gru-2");
      pipeline.label("a", "World");
      pipeline.label("b", "Sports");
      pipeline.settle();
      Map<String, AccuracyReport> reports = pipeline.latestReports();
      assertThat(Objects.requireNonNull(reports.get("gru-1")).getOverall().getAccuracy())
          .isEqualTo(1);
      assertThat(Objects.requireNonNull(reports.get("gru-2")).getOverall().getAccuracy()).isZero();
    }
  }

  @Test
  void aLabelThatComesTooLateIsLateAndItsArticleUnlabelled() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.predict("a", "World", "gru-1");
      pipeline.predict("never", "World", "gru-1");
      pipeline.predict("b", "World", "gru-1");
      pipeline.advance(AccuracyPipeline.WAIT);
      pipeline.label("b", "World");
      pipeline.advance(Duration.ofMillis(1));
      pipeline.label("a", "World");
      assertThat(pipeline.listener.outcomes)
          .isEqualTo(Map.of(LabelOutcome.MATCHED, 1L, LabelOutcome.LATE, 1L));
      pipeline.label("a", "World");
      pipeline.advance(Duration.ofMinutes(2));
      assertThat(pipeline.listener.unlabelled).isEqualTo(2);
      assertThat(pipeline.listener.outcomes).containsEntry(LabelOutcome.REPEATED, 1L);
    }
  }

  @Test
  void aLabelWithoutAnArticleIsLateWhenItsWaitIsOver() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.label("a", "World");
      pipeline.advance(AccuracyPipeline.WAIT);
      assertThat(pipeline.listener.outcomes).isEmpty();
      pipeline.advance(Duration.ofMinutes(2));
      assertThat(pipeline.listener.outcomes).isEqualTo(Map.of(LabelOutcome.LATE, 1L));
      pipeline.predict("a", "World", "gru-1");
      pipeline.settle();
      assertThat(pipeline.listener.confusions).isEmpty();
    }
  }

  @Test
  void whatIsNoLabelIsCountedAndPassedOver() {
    try (var pipeline = new AccuracyPipeline()) {
      String labels = AccuracyPipeline.TOPICS.labels();
      pipeline.predict("a", "World", "gru-1");
      pipeline.send(labels, "a", new byte[] {1, 2, 3});
      pipeline.send(labels, "a", null);
      pipeline.send(labels, null, pipeline.label("a", "World", null));
      pipeline.send(labels, "b", pipeline.label("a", "World", null));
      pipeline.label("a", "Weather");
      pipeline.label("a", "World");
      assertThat(pipeline.listener.outcomes)
          .isEqualTo(
              Map.of(
                  LabelOutcome.UNDECODABLE, 4L,
                  LabelOutcome.UNKNOWN_CATEGORY, 1L,
                  LabelOutcome.MATCHED, 1L));
    }
  }

  @Test
  void whatIsNoPredictionIsCountedAndPassedOver() {
    try (var pipeline = new AccuracyPipeline()) {
      String world = AccuracyPipeline.TOPICS.category("World");
      pipeline.predict("a", "World", "gru-1");
      pipeline.predict("b", "World", "x".repeat(257));
      pipeline.predict(null, "World", "gru-1");
      pipeline.send(world, "c", new byte[] {1, 2, 3, 4, 5, 6});
      pipeline.send(world, "d", pipeline.label("d", "World", null));
      pipeline.send(world, null, null);
      assertThat(pipeline.listener.read)
          .isEqualTo(
              Map.of(
                  PredictionOutcome.ACCEPTED, 1L,
                  PredictionOutcome.INVALID, 2L,
                  PredictionOutcome.UNDECODABLE, 3L));
      pipeline.label("b", "World");
      assertThat(pipeline.listener.outcomes).isEmpty();
    }
  }

  @Test
  void anIdOfAnyLengthIsCounted() {
    try (var pipeline = new AccuracyPipeline()) {
      String id = "x".repeat(100_000);
      pipeline.predict(id + "1", "World", "gru-1");
      pipeline.predict(id + "2", "World", "gru-1");
      pipeline.label(id + "1", "World");
      assertThat(pipeline.listener.outcomes).isEqualTo(Map.of(LabelOutcome.MATCHED, 1L));
    }
  }

  @Test
  void aSumIsReportedOnceAfterManyChanges() {
    try (var pipeline = new AccuracyPipeline()) {
      for (int i = 0; i < 50; i++) {
        pipeline.predict("a" + i, "World", "gru-1");
        pipeline.label("a" + i, "World");
      }
      pipeline.settle();
      assertThat(pipeline.reports()).hasSize(2);
      pipeline.settle();
      assertThat(pipeline.reports()).isEmpty();
    }
  }

  @Test
  void aLabelWhoseSchemaTheCacheHasDroppedIsReadAgainWhenTheRegistryIsAway() {
    try (var server = new FakeRegistry();
        var pipeline = new AccuracyPipeline(server.settings())) {
      pipeline.predict("a", "World", "gru-1");
      byte[] label = pipeline.label("a", "World", null);
      server.away(true);
      assertThatThrownBy(() -> pipeline.send(AccuracyPipeline.TOPICS.labels(), "a", label))
          .isInstanceOfAny(TaskMigratedException.class, StreamsException.class);
      assertThat(pipeline.listener.outcomes).isEmpty();

      server.away(false);
      pipeline.send(AccuracyPipeline.TOPICS.labels(), "a", label);
      assertThat(pipeline.listener.outcomes).isEqualTo(Map.of(LabelOutcome.MATCHED, 1L));
    }
  }

  @Test
  void aLabelWhoseSchemaWasGivenUpIsCountedWithoutARequest() {
    try (var server = new FakeRegistry();
        var pipeline = new AccuracyPipeline(server.settings())) {
      pipeline.predict("a", "World", "gru-1");
      byte[] label = pipeline.label("a", "World", null);
      int id = ByteBuffer.wrap(label, 1, Integer.BYTES).getInt();
      pipeline.refused.put(id, "The registry has not given it.");
      server.away(true);
      pipeline.send(AccuracyPipeline.TOPICS.labels(), "a", label);
      assertThat(pipeline.listener.outcomes).isEqualTo(Map.of(LabelOutcome.UNDECODABLE, 1L));

      server.away(false);
      pipeline.refused.clear();
      pipeline.send(AccuracyPipeline.TOPICS.labels(), "a", label);
      assertThat(pipeline.listener.outcomes)
          .containsEntry(LabelOutcome.MATCHED, 1L)
          .containsEntry(LabelOutcome.UNDECODABLE, 1L);
    }
  }

  @Test
  void nodesAndStoresHaveTheNamesThatAnUpgradeNeeds() {
    try (var pipeline = new AccuracyPipeline()) {
      pipeline.predict("a", "World", "gru-1");
      pipeline.label("a", "World");
      pipeline.settle();
      assertThat(pipeline.driver.getAllStateStores())
          .containsOnlyKeys(
              "label-standings",
              "label-names",
              "label-waiting",
              "confusion-increments",
              "confusions",
              "drift");
      assertThat(pipeline.driver.producedTopicNames())
          .anyMatch(name -> name.endsWith("-label-standings-changelog"))
          .anyMatch(name -> name.endsWith("-confusions-of-partitions-repartition"))
          .anyMatch(name -> name.endsWith("-counts-of-partitions-repartition"))
          .anyMatch(name -> name.endsWith("-drift-changelog"));
    }
  }
}
