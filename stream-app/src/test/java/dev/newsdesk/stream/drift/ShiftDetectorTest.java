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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulations with fixed seeds; what is simulated is what the app runs. */
class ShiftDetectorTest {

  private static final int DAYS = 100;
  private static final int REFERENCE = 10_000;

  /** A feed of its own, far from four equal quarters. */
  private static final double[] FEED = {0.15, 0.2, 0.55, 0.1};

  private final SplittableRandom random = new SplittableRandom(42);

  @ParameterizedTest
  @ValueSource(ints = {120, 1_000, 5_000, 20_000})
  void firesAtMostOnceInAHundredDaysOfAFeedThatStaysAsItIs(int articlesPerHour) {
    ShiftDetector detector = ShiftDetector.learning(4, REFERENCE);
    int together = Math.max(1, articlesPerHour / 3_600);
    int alarms = 0;
    boolean before = false;
    for (long i = 0; i < (long) articlesPerHour * 24 * DAYS; i += together) {
      detector.observe(draw(FEED, together));
      alarms += detector.isAlarm() && !before ? 1 : 0;
      before = detector.isAlarm();
    }
    assertThat(alarms).isLessThanOrEqualTo(1);
  }

  /** With the smallest reference that can be set, whose own error is the largest. */
  @Test
  void aSmallReferenceIsNoShift() {
    for (int run = 0; run < 300; run++) {
      ShiftDetector detector = ShiftDetector.learning(4, 1_000);
      for (int i = 0; i < 100; i++) {
        detector.observe(draw(FEED, 500));
        assertThat(detector.isAlarm()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.35, 0.2, 0.35, 0.1", "0.05, 0.1, 0.65, 0.2", "0.15, 0.2, 0.35, 0.3"})
  void aShiftOfTwentyPointsIsNoticedWithinFourThousandArticles(
      double world, double sports, double business, double science) {
    long[] delays = new long[200];
    for (int run = 0; run < delays.length; run++) {
      ShiftDetector detector = ShiftDetector.learning(4, REFERENCE);
      feed(detector, FEED, 20_000);
      assertThat(detector.isAlarm()).isFalse();
      while (!detector.isAlarm()) {
        detector.observe(draw(new double[] {world, sports, business, science}, 2));
        delays[run] += 2;
      }
    }
    Arrays.sort(delays);
    assertThat(delays[100]).isBetween(1_800L, 3_000L);
    assertThat(delays[199]).isLessThanOrEqualTo(4_000);
  }

  /** The reference is learned in two hours, at the end of the swing. */
  @ParameterizedTest
  @CsvSource({"0.11, 0, 0", "0.3, 90, 100"})
  void swingsBetweenDayAndNightAreNoShiftUnlessTheyPassTheThreshold(
      double between, int fewest, int most) {
    ShiftDetector detector = ShiftDetector.learning(4, REFERENCE);
    int alarms = 0;
    boolean before = false;
    for (int hour = 0; hour < 24 * DAYS; hour++) {
      double swing = between * (1 - Math.cos(2 * Math.PI * hour / 24)) / 2;
      for (int i = 0; i < 500; i++) {
        detector.observe(draw(new double[] {0.15 + swing, 0.2, 0.55 - swing, 0.1}, 10));
        alarms += detector.isAlarm() && !before ? 1 : 0;
        before = detector.isAlarm();
      }
    }
    assertThat(alarms).isBetween(fewest, most);
  }

  @Test
  void anAlarmEndsWhenTheMixIsBack() {
    ShiftDetector detector = ShiftDetector.learning(4, REFERENCE);
    feed(detector, FEED, 20_000);
    feed(detector, new double[] {0.25, 0.25, 0.25, 0.25}, 50_000);
    assertThat(detector.isAlarm()).isTrue();
    assertThat(detector.shift()).isCloseTo(0.3, within(0.03));
    feed(detector, FEED, 4_000);
    assertThat(detector.isAlarm()).isFalse();
  }

  @Test
  void aMixThatIsGivenIsHeldAgainstFromTheFirstArticle() {
    ShiftDetector detector = ShiftDetector.of(FEED);
    assertThat(detector.missing()).isZero();
    feed(detector, FEED, 20_000);
    assertThat(detector.isAlarm()).isFalse();
    feed(detector, new double[] {0.25, 0.25, 0.25, 0.25}, 4_000);
    assertThat(detector.isAlarm()).isTrue();
    assertThat(detector.reference(2)).isEqualTo(0.55);
  }

  @Test
  void aReferenceThatIsCompleteStaysWhateverTheSettingIsThen() throws IOException {
    ShiftDetector detector = ShiftDetector.learning(4, 1_000);
    feed(detector, FEED, 998);
    assertThat(detector.missing()).isEqualTo(2);
    ShiftDetector restarted = copy(detector, ShiftDetector.learning(4, 1_000));
    feed(restarted, FEED, 2);
    assertThat(restarted.missing()).isZero();
    double share = restarted.reference(2);
    ShiftDetector larger = copy(restarted, ShiftDetector.learning(4, 50_000));
    feed(larger, new double[] {1, 0, 0, 0}, 4_000);
    assertThat(larger.missing()).isZero();
    assertThat(larger.reference(2)).isEqualTo(share);
    assertThat(larger.isAlarm()).isTrue();
    assertThat(copy(larger, ShiftDetector.learning(4, 1_000)).isAlarm()).isTrue();
    assertThat(copy(larger, ShiftDetector.of(FEED)).reference(2)).isEqualTo(0.55);
  }

  private static ShiftDetector copy(ShiftDetector from, ShiftDetector to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    from.writeTo(new DataOutputStream(bytes));
    to.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return to;
  }

  private void feed(ShiftDetector detector, double[] mix, int articles) {
    for (int i = 0; i < articles; i += 2) {
      detector.observe(draw(mix, 2));
    }
  }

  private long[] draw(double[] mix, int articles) {
    long[] counts = new long[mix.length];
    for (int i = 0; i < articles; i++) {
      double left = random.nextDouble();
      int category = 0;
      while (category < mix.length - 1 && left >= mix[category]) {
        left -= mix[category];
        category++;
      }
      counts[category]++;
    }
    return counts;
  }
}
