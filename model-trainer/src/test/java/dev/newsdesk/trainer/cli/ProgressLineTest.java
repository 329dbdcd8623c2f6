package dev.newsdesk.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final ProgressLine HALF_WAY =
      new ProgressLine("bigru2-mean 2/7", 38_411, 76_822, Duration.ofSeconds(91), 0.3124, 0.9062);

  @Test
  void fitsATerminalOf80Columns() {
    assertThat(HALF_WAY.render(79))
        .isEqualTo(
            "bigru2-mean 2/7  50% [=====>    ] loss 0.312 acc 90.6% 422 articles/s 1:31 left")
        .hasSizeLessThanOrEqualTo(79);
  }

  @Test
  void givesTheRestOfAWiderTerminalToTheBar() {
    assertThat(HALF_WAY.render(119))
        .isEqualTo(
            "bigru2-mean 2/7  50% ["
                + "=".repeat(25)
                + ">"
                + " ".repeat(24)
                + "] loss 0.312 acc 90.6% 422 articles/s 1:31 left")
        .hasSize(119);
  }

  @Test
  void asksTheReaderToWaitBeforeTheFirstStep() {
    assertThat(
            new ProgressLine("rnn-max 1/7", 0, 76_822, Duration.ZERO, Double.NaN, Double.NaN)
                .render(79))
        .startsWith("rnn-max 1/7   0% [>  ")
        .endsWith("] loss ? acc ? ? articles/s ? left");
  }

  @Test
  void fillsTheBarAtTheEndOfAnEpoch() {
    assertThat(new ProgressLine("rnn-max 1/7", 640, 640, Duration.ofSeconds(2), 1, 0.25).render(79))
        .startsWith("rnn-max 1/7 100% [===")
        .endsWith("==] loss 1.000 acc 25.0% 320 articles/s 0:00 left");
  }

  @Test
  void showsHoursWhereThereAreAny() {
    assertThat(
            new ProgressLine("lstm2-max 1/7", 100, 10_100, Duration.ofSeconds(100), 1, 0.25)
                .render(79))
        .endsWith("1 articles/s 2:46:40 left");
  }

  @Property(tries = 300)
  void fillsExactlyTheWidthWhereItCanAndNeverMore(
      @ForAll @IntRange(max = 1_000) int texts, @ForAll @IntRange(min = 1, max = 300) int width) {
    String line =
        new ProgressLine("gru-max 3/7", texts, 1_000, Duration.ofMillis(texts), 0.5, 0.9)
            .render(width);

    assertThat(line).hasSizeLessThanOrEqualTo(width);
    if (width >= 90) {
      assertThat(line).hasSize(width).endsWith(" left");
    }
  }
}
