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

/** Simulations with fixed seeds; what is simulated is what the app runs. */
class AccuracyDetectorTest {

  private static final int DAYS = 100;
  private static final double[] EVEN = {0.25, 0.25, 0.25, 0.25};
  private static final double[] BUSINESS = {0.2, 0.2, 0.4, 0.2};
  private static final int LATE = 40_000;

  /** Each run has true recalls of its own, of which the published ones may be an estimate. */
  @ParameterizedTest
  @CsvSource({"120, even, 20", "1000, even, 6", "5000, even, 4", "5000, business, 4"})
  void firesAtMostOnceInAHundredDaysWhileTheAccuracyIsAsPublished(
      int labelsPerHour, String mix, int runs) {
    SplittableRandom random = new SplittableRandom(42);
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      LabelSource source =
          new LabelSource(
              random, mix.equals("even") ? EVEN : BUSINESS, LabelSource.trueRecalls(random));
      alarms += alarms(new AccuracyDetector(LabelSource.published()), source, labelsPerHour);
    }
    assertThat(alarms).isLessThanOrEqualTo(runs);
  }

  @Test
  void anAccuracyLowerByTwoStandardErrorsOfTheTestSetIsNoDrop() {
    SplittableRandom random = new SplittableRandom(43);
    double[] lower = LabelSource.lowered(LabelSource.publishedRecalls(), 2 * 0.0033);
    int alarms = 0;
    for (int run = 0; run < 4; run++) {
      LabelSource source = new LabelSource(random, EVEN, lower);
      alarms += alarms(new AccuracyDetector(LabelSource.published()), source, 5_000);
    }
    assertThat(alarms).isLessThanOrEqualTo(4);
  }

  @Test
  void aMixThatChangesByTheHourAndByTheDayIsNoDrop() {
    SplittableRandom random = new SplittableRandom(44);
    int alarms = 0;
    for (int run = 0; run < 4; run++) {
      double[] recalls = LabelSource.trueRecalls(random);
      LabelSource source = new LabelSource(random, EVEN, recalls);
      AccuracyDetector detector = new AccuracyDetector(LabelSource.published());
      Recalls batch = new Recalls(4);
      boolean before = false;
      for (int hour = 0; hour < 24 * DAYS; hour++) {
        double day = 0.15 * Math.sin(2 * Math.PI * hour / 24);
        double week = hour / 24 % 7 >= 5 ? 0.1 : 0;
        double noise = 0.1 * random.nextDouble();
        source.set(
            new double[] {0.25 - noise, 0.25 + week - day, 0.25 + day, 0.25 - week + noise},
            recalls);
        for (int second = 0; second < 3_600; second++) {
          source.draw(batch, second % 18 < 5 ? 1 : 0);
          detector.observe(batch);
          alarms += detector.isAlarm() && !before ? 1 : 0;
          before = detector.isAlarm();
        }
      }
    }
    assertThat(alarms).isLessThanOrEqualTo(4);
  }

  /** At once, after as many labels as the test set has, and with the reference complete. */
  @ParameterizedTest
  @CsvSource({"0, 1000, 4600", "7600, 1000, 4200", "60000, 1000, 4000"})
  void aDropOfThreePointsIsNoticed(int labelsBefore, int runs, int ninetyFivePercent) {
    long[] delays = delays(labelsBefore, 0.03, 1, runs);
    assertThat(delays[delays.length / 2]).isLessThanOrEqualTo(2_500);
    assertThat(delays[delays.length * 9 / 10]).isLessThanOrEqualTo(4_000);
    assertThat(delays[delays.length * 95 / 100]).isLessThanOrEqualTo(ninetyFivePercent);
  }

  @Test
  void aLargeDropIsNoticedSooner() {
    long[] delays = delays(10_000, 0.1, 1, 200);
    assertThat(delays[delays.length * 95 / 100]).isLessThanOrEqualTo(1_000);
  }

  /** Thousands of labels a second in a replay, or a label a minute: the same statistic. */
  @ParameterizedTest
  @CsvSource({"1", "7", "100", "500"})
  void howLabelsAreGroupedMakesNoDifference(int together) {
    long[] delays = delays(20_000, 0.03, together, 200);
    assertThat(delays[delays.length / 2]).isBetween(1_900L, 2_700L);
    SplittableRandom random = new SplittableRandom(45);
    LabelSource source = new LabelSource(random, EVEN, LabelSource.publishedRecalls());
    AccuracyDetector detector = new AccuracyDetector(LabelSource.published());
    Recalls batch = new Recalls(4);
    for (int labels = 0; labels < 12_000_000; labels += Math.max(together, 10)) {
      source.draw(batch, Math.max(together, 10));
      detector.observe(batch);
      assertThat(detector.isAlarm()).isFalse();
    }
  }

  @Test
  void anAlarmEndsWhenTheAccuracyIsBackAndNotBefore() {
    SplittableRandom random = new SplittableRandom(46);
    double[] recalls = LabelSource.publishedRecalls();
    LabelSource source = new LabelSource(random, EVEN, recalls);
    AccuracyDetector detector = new AccuracyDetector(LabelSource.published());
    feed(detector, source, 60_000);
    source.set(EVEN, LabelSource.lowered(recalls, 0.03));
    feed(detector, source, 10_000);
    assertThat(detector.isAlarm()).isTrue();
    assertThat(detector.drop()).isCloseTo(0.03, within(0.015));
    for (int thousands = 0; thousands < 500; thousands++) {
      feed(detector, source, 1_000);
      assertThat(detector.isAlarm()).isTrue();
    }
    assertThat(detector.score()).isPositive();

    double expected = detector.expected();
    source.set(EVEN, recalls);
    feed(detector, source, 8_000);
    assertThat(detector.isAlarm()).isFalse();
    assertThat(detector.expected()).isCloseTo(expected, within(0.002));
  }

  @Test
  void aSlowDeclineIsNotTakenForTheReference() {
    SplittableRandom random = new SplittableRandom(47);
    double[] recalls = LabelSource.publishedRecalls();
    LabelSource source = new LabelSource(random, EVEN, recalls);
    AccuracyDetector detector = new AccuracyDetector(LabelSource.published());
    feed(detector, source, 60_000);
    for (int step = 1; step <= 300; step++) {
      source.set(EVEN, LabelSource.lowered(recalls, step * 0.0001));
      feed(detector, source, 1_000);
    }
    assertThat(detector.isAlarm()).isTrue();
  }

  @Test
  void aCheckpointThatIsWorseOnTheFeedFromItsFirstArticleIsNoticed() {
    SplittableRandom random = new SplittableRandom(48);
    LabelSource source =
        new LabelSource(random, EVEN, LabelSource.lowered(LabelSource.publishedRecalls(), 0.1));
    AccuracyDetector detector = new AccuracyDetector(LabelSource.published());
    feed(detector, source, 1_500);
    assertThat(detector.isAlarm()).isTrue();
  }

  /** A feed of 40 % Business scores 89.8 % with unchanged recalls. */
  @Test
  void whereOnlyTheOverallAccuracyIsKnownTheFeedsRecallsAreLearned() {
    SplittableRandom random = new SplittableRandom(49);
    int alarms = 0;
    for (int run = 0; run < 4; run++) {
      double[] recalls = LabelSource.trueRecalls(random);
      LabelSource source = new LabelSource(random, BUSINESS, recalls);
      AccuracyDetector detector =
          new AccuracyDetector(Recalls.ofOverall(4, 0.9117, 4 * LabelSource.ROWS));
      alarms += alarms(detector, source, 1_000);
      assertThat(detector.expected()).isCloseTo(mean(BUSINESS, recalls), within(0.005));
      source.set(BUSINESS, LabelSource.lowered(recalls, 0.03));
      feed(detector, source, 8_000);
      assertThat(detector.isAlarm()).isTrue();
    }
    assertThat(alarms).isLessThanOrEqualTo(4);
  }

  @Test
  void aCheckpointOfUnknownAccuracyIsHeldAgainstItsOwnFirstLabels() {
    SplittableRandom random = new SplittableRandom(50);
    double[] recalls = {0.6, 0.9, 0.7, 0.8};
    LabelSource source = new LabelSource(random, EVEN, recalls);
    AccuracyDetector detector = new AccuracyDetector(Recalls.ofOverall(4, 0, 0));
    feed(detector, source, 60_000);
    assertThat(detector.isAlarm()).isFalse();
    assertThat(detector.expected()).isCloseTo(0.75, within(0.01));
    source.set(EVEN, LabelSource.lowered(recalls, 0.05));
    feed(detector, source, 10_000);
    assertThat(detector.isAlarm()).isTrue();
  }

  @Test
  void continuesAfterARestartAsIfThereHadBeenNone() throws IOException {
    SplittableRandom random = new SplittableRandom(51);
    double[] recalls = LabelSource.publishedRecalls();
    LabelSource source = new LabelSource(random, EVEN, LabelSource.lowered(recalls, 0.03));
    AccuracyDetector whole = new AccuracyDetector(LabelSource.published());
    AccuracyDetector restarted = new AccuracyDetector(LabelSource.published());
    Recalls batch = new Recalls(4);
    for (int i = 0; i < 60; i++) {
      source.draw(batch, 100);
      whole.observe(batch);
      restarted.observe(batch);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      restarted.writeTo(new DataOutputStream(bytes));
      restarted = new AccuracyDetector(LabelSource.published());
      restarted.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      assertThat(restarted.score()).isEqualTo(whole.score(), within(1e-9));
      assertThat(restarted.isAlarm()).isEqualTo(whole.isAlarm());
      assertThat(restarted.drop()).isEqualTo(whole.drop(), within(1e-9));
    }
    assertThat(whole.isAlarm()).isTrue();
  }

  private static int alarms(AccuracyDetector detector, LabelSource source, int labelsPerHour) {
    int together = Math.max(1, labelsPerHour / 3_600 * 4);
    long labels = (long) labelsPerHour * 24 * DAYS;
    Recalls batch = new Recalls(4);
    int alarms = 0;
    boolean before = false;
    for (long i = 0; i < labels; i += together) {
      source.draw(batch, together);
      detector.observe(batch);
      alarms += detector.isAlarm() && !before ? 1 : 0;
      before = detector.isAlarm();
    }
    return alarms;
  }

  private static void feed(AccuracyDetector detector, LabelSource source, int labels) {
    Recalls batch = new Recalls(4);
    for (int i = 0; i < labels; i += 2) {
      source.draw(batch, 2);
      detector.observe(batch);
    }
  }

  /** Labels from the drop to the alarm, sorted. */
  private static long[] delays(int before, double drop, int together, int runs) {
    SplittableRandom random = new SplittableRandom(52);
    long[] delays = new long[runs];
    Recalls batch = new Recalls(4);
    for (int run = 0; run < delays.length; run++) {
      double[] recalls = LabelSource.trueRecalls(random);
      LabelSource source = new LabelSource(random, EVEN, recalls);
      AccuracyDetector detector = new AccuracyDetector(LabelSource.published());
      feed(detector, source, before);
      source.set(EVEN, LabelSource.lowered(recalls, drop));
      while (!detector.isAlarm() && delays[run] < LATE) {
        source.draw(batch, together);
        detector.observe(batch);
        delays[run] += together;
      }
    }
    Arrays.sort(delays);
    return delays;
  }

  private static double mean(double[] mix, double[] recalls) {
    double mean = 0;
    for (int c = 0; c < mix.length; c++) {
      mean += mix[c] * recalls[c];
    }
    return mean;
  }
}
