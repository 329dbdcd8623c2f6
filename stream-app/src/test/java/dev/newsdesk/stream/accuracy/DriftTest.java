package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.newsdesk.stream.drift.Detectors;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From classified articles and labels to the detectors, through the topology. */
class DriftTest {

  private static final int REFERENCE = 100;

  private int next;

  @Test
  void labelsArePassedToTheAccuracyDetectorAsManyAsThereAre() {
    try (AccuracyPipeline pipeline = new AccuracyPipeline()) {
      assertThat(detectors(pipeline).accuracy().score()).isZero();
      articles(pipeline, 40, "gru-1", "World", "World");
      pipeline.settle();
      assertThat(detectors(pipeline).accuracy().drop()).isCloseTo(-0.1, within(0.01));
      articles(pipeline, 70, "gru-1", "World", "Sports");
      pipeline.settle();
      assertThat(detectors(pipeline).accuracy().drop()).isCloseTo(0.54, within(0.05));
      assertThat(detectors(pipeline).accuracy().isAlarm()).isTrue();
    }
  }

  /** What came first within a second is unknown: all of it counts as one. */
  @Test
  void rightAndWrongPredictionsOfASecondCountTogether() {
    try (AccuracyPipeline pipeline = new AccuracyPipeline()) {
      articles(pipeline, 54, "gru-1", "World", "World");
      articles(pipeline, 6, "gru-1", "World", "Sports");
      pipeline.settle();
      assertThat(detectors(pipeline).accuracy().isAlarm()).isFalse();
      assertThat(detectors(pipeline).accuracy().score()).isZero();
    }
  }

  @Test
  void labelsAndConfidencesOfAnotherCheckpointSayNothingAboutThisOne() {
    try (AccuracyPipeline pipeline = new AccuracyPipeline()) {
      articles(pipeline, 30, "gru-0", "World", "Sports");
      pipeline.settle();
      assertThat(detectors(pipeline).accuracy().drop()).isZero();
      assertThat(detectors(pipeline).confidence().missing()).isEqualTo(REFERENCE);
      assertThat(detectors(pipeline).shift().missing()).isEqualTo(70);
    }
  }

  @Test
  void mixAndConfidenceAreLearnedFromTheFirstArticles() {
    try (AccuracyPipeline pipeline = new AccuracyPipeline()) {
      learn(pipeline);
      assertThat(detectors(pipeline).shift().missing()).isZero();
      assertThat(detectors(pipeline).shift().reference(1)).isEqualTo(0.8);
      assertThat(detectors(pipeline).confidence().reference()).isEqualTo(0.75, within(1e-9));
      for (int i = 0; i < 600; i++) {
        pipeline.predict("later-" + i, "World", "gru-1", 0.6);
      }
      pipeline.settle();
      assertThat(detectors(pipeline).shift().isAlarm()).isTrue();
      assertThat(detectors(pipeline).confidence().isAlarm()).isTrue();
    }
  }

  /** Anybody may write to a category's topic. */
  @Test
  void aConfidenceThatIsNoProbabilityIsIgnored() {
    try (AccuracyPipeline pipeline = new AccuracyPipeline()) {
      for (double confidence : new double[] {Double.NaN, -1, 2, Double.POSITIVE_INFINITY}) {
        pipeline.predict("odd" + confidence, "World", "gru-1", confidence);
      }
      learn(pipeline);
      assertThat(detectors(pipeline).confidence().reference()).isEqualTo(0.75, within(1e-9));
    }
  }

  @Test
  void everythingIsAsItWasAfterARestart() {
    Map<String, String> registry = Map.of("schema.registry.url", "mock://" + UUID.randomUUID());
    DriftStoreContent content = new DriftStoreContent();
    try (AccuracyPipeline pipeline = new AccuracyPipeline(registry)) {
      learn(pipeline);
      articles(pipeline, 80, "gru-1", "World", "Sports");
      pipeline.settle();
      content.copyFrom(pipeline);
    }
    Detectors same = content.load(AccuracyPipeline.references("gru-1", REFERENCE, 0));
    assertThat(same.accuracy().isAlarm()).isTrue();
    assertThat(same.shift().missing()).isZero();
    assertThat(same.confidence().missing()).isZero();

    Detectors lower = content.load(AccuracyPipeline.references("gru-1", REFERENCE, -1));
    assertThat(lower.accuracy().isAlarm()).isTrue();

    Detectors other = content.load(AccuracyPipeline.references("gru-2", REFERENCE, 0));
    assertThat(other.accuracy().isAlarm()).isFalse();
    assertThat(other.shift().missing()).as("the mix is the feed's").isZero();
    assertThat(other.confidence().missing()).isEqualTo(REFERENCE);

    Detectors restarted = content.load(AccuracyPipeline.references("gru-1", REFERENCE, 1));
    assertThat(restarted.accuracy().isAlarm()).isFalse();
    assertThat(restarted.shift().missing()).isEqualTo(REFERENCE);
    assertThat(content.load(AccuracyPipeline.references("gru-1", REFERENCE, 0)).shift().missing())
        .as("a smaller number restarts nothing, and brings nothing back")
        .isEqualTo(REFERENCE);
  }

  @Test
  void whoLosesTheTaskSaysSo() {
    AccuracyPipeline pipeline = new AccuracyPipeline();
    assertThat(pipeline.drift.detectors).isNotNull();
    pipeline.close();
    assertThat(pipeline.drift.detectors).isNull();
  }

  private void learn(AccuracyPipeline pipeline) {
    for (int i = 0; i < REFERENCE; i++) {
      pipeline.predict("first-" + i, i % 5 == 0 ? "World" : "Sports", "gru-1", 0.75);
    }
    pipeline.settle();
  }

  private void articles(
      AccuracyPipeline pipeline, int count, String checkpoint, String labelled, String predicted) {
    for (int i = 0; i < count; i++) {
      next++;
      pipeline.predict("a-" + next, predicted, checkpoint);
      pipeline.label("a-" + next, labelled);
    }
  }

  private static Detectors detectors(AccuracyPipeline pipeline) {
    return Objects.requireNonNull(pipeline.drift.detectors);
  }
}
