package dev.newsdesk.stream.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulations with fixed seeds; what is simulated is what the app runs. */
class ConfidenceDetectorTest {

  private static final int DAYS = 100;
  private static final int REFERENCE = 10_000;

  private final SplittableRandom random = new SplittableRandom(42);
  private final long[] counts = new long[2];
  private final double[] sums = new double[2];

  @ParameterizedTest
  @ValueSource(ints = {120, 1_000, 5_000, 20_000})
  void firesAtMostOnceInAHundredDaysOfAFeedThatStaysAsItIs(int articlesPerHour) {
    ConfidenceDetector detector = ConfidenceDetector.learning(2, REFERENCE);
    int together = Math.max(1, articlesPerHour / 3_600);
    int alarms = 0;
    boolean before = false;
    for (long i = 0; i < (long) articlesPerHour * 24 * DAYS; i += together) {
      observe(detector, 0.5, 0, together);
      alarms += detector.isAlarm() && !before ? 1 : 0;
      before = detector.isAlarm();
    }
    assertThat(alarms).isLessThanOrEqualTo(1);
  }

  @Test
  void aDropOfFivePointsIsNoticedWithinFourThousandArticles() {
    long[] delays = new long[200];
    for (int run = 0; run < delays.length; run++) {
      ConfidenceDetector detector = ConfidenceDetector.learning(2, REFERENCE);
      feed(detector, 0.5, 0, 20_000);
      assertThat(detector.isAlarm()).isFalse();
      while (!detector.isAlarm()) {
        observe(detector, 0.5, 0.05, 2);
        delays[run] += 2;
      }
    }
    Arrays.sort(delays);
    assertThat(delays[100]).isBetween(1_200L, 2_600L);
    assertThat(delays[199]).isLessThanOrEqualTo(4_000);
  }

  /** The two categories are 10 points apart. */
  @Test
  void anotherMixIsNoDrop() {
    ConfidenceDetector detector = ConfidenceDetector.learning(2, REFERENCE);
    feed(detector, 0.9, 0, 20_000);
    for (int hours = 0; hours < 24 * 20; hours++) {
      feed(detector, hours / 12 % 2, 0, 2_000);
      assertThat(detector.isAlarm()).isFalse();
      assertThat(detector.drop()).isBetween(-0.02, 0.02);
    }
  }

  @Test
  void anAlarmEndsWhenTheConfidenceIsBack() {
    ConfidenceDetector detector = ConfidenceDetector.learning(2, REFERENCE);
    feed(detector, 0.5, 0, 20_000);
    feed(detector, 0.5, 0.1, 20_000);
    assertThat(detector.isAlarm()).isTrue();
    assertThat(detector.drop()).isCloseTo(0.1, within(0.02));
    feed(detector, 0.5, 0, 8_000);
    assertThat(detector.isAlarm()).isFalse();
  }

  @Test
  void aConfidenceThatIsGivenIsHeldAgainstFromTheFirstArticle() {
    ConfidenceDetector detector = ConfidenceDetector.of(2, 0.9);
    assertThat(detector.missing()).isZero();
    feed(detector, 0.5, 0, 20_000);
    assertThat(detector.isAlarm()).isFalse();
    assertThat(detector.reference()).isEqualTo(0.9);
    feed(detector, 0.5, 0.1, 4_000);
    assertThat(detector.isAlarm()).isTrue();
  }

  @Test
  void continuesAfterARestart() throws IOException {
    ConfidenceDetector detector = ConfidenceDetector.learning(2, REFERENCE);
    feed(detector, 0.5, 0, 9_990);
    ConfidenceDetector restarted = copy(detector, ConfidenceDetector.learning(2, REFERENCE));
    assertThat(restarted.missing()).isEqualTo(10);
    feed(restarted, 0.5, 0, 10);
    assertThat(restarted.missing()).isZero();
    double reference = restarted.reference();
    ConfidenceDetector larger = copy(restarted, ConfidenceDetector.learning(2, 100_000));
    feed(larger, 0.5, 0.1, 4_000);
    assertThat(larger.reference()).isEqualTo(reference).isCloseTo(0.9, within(0.01));
    assertThat(copy(larger, ConfidenceDetector.learning(2, REFERENCE)).isAlarm()).isTrue();
  }

  private static ConfidenceDetector copy(ConfidenceDetector from, ConfidenceDetector to)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    from.writeTo(new DataOutputStream(bytes));
    to.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return to;
  }

  private void feed(ConfidenceDetector detector, double first, double drop, int articles) {
    for (int i = 0; i < articles; i += 2) {
      observe(detector, first, drop, 2);
    }
  }

  /** Confidences as skewed as a network's, of mean 0.95 and 0.85, so much lower. */
  private void observe(ConfidenceDetector detector, double first, double drop, int articles) {
    Arrays.fill(counts, 0);
    Arrays.fill(sums, 0);
    for (int i = 0; i < articles; i++) {
      int category = random.nextDouble() < first ? 0 : 1;
      double tail = random.nextDouble() * random.nextDouble() * random.nextDouble();
      counts[category]++;
      sums[category] += 1 - drop - (category == 0 ? 0.4 : 1.2) * tail;
    }
    detector.observe(counts, sums);
  }
}
