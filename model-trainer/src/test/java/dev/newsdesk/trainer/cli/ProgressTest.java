package dev.newsdesk.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.training.Reading;
import dev.newsdesk.trainer.training.RunRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Evaluation TEST = new Evaluation(0.9050, 0.30, 7_600);
  private static final RunRecord.Measurement EARLY =
      new RunRecord.Measurement(1, 1, new Evaluation(0.25, 1.4, 5_000), TEST);
  private static final RunRecord.Measurement BEST =
      new RunRecord.Measurement(1, 1_201, new Evaluation(0.9062, 0.2871, 5_000), TEST);
  private static final RunRecord.Epoch EPOCH =
      new RunRecord.Epoch(1, 2_401, 0.4321, 182.4, 900L, TEST, null);

  private final StringWriter out = new StringWriter();
  private final StringWriter terminal = new StringWriter();
  private final ProgressLines lines = new ProgressLines("gru-max", new PrintWriter(out));

  @Test
  void printsALineAnEvaluationAndEpochAndNoneAStepWhereNoTerminalIs() {
    lines.epochBegan(1, 7, 76_822);
    lines.stepped(32, 1.4);
    lines.evaluated(BEST);
    lines.stepped(32, 0.5);
    lines.epochEnded(EPOCH);

    assertThat(out.toString().lines())
        .containsExactly(
            "gru-max begins epoch 1 of 7, 76,822 articles",
            "gru-max epoch 1 step 1201: notebook sample 90.62 % (loss 0.2871), test 90.50 %",
            "gru-max epoch 1: train loss 0.4321, test 90.50 %, 182 s");
  }

  @Test
  void namesTheEvaluationOfAFinishedRunThatCounts() {
    lines.runEnded(
        new RunRecord(
            SmallExperiment.gru(),
            32,
            0,
            10,
            List.of(EARLY, BEST),
            List.of(EPOCH),
            Map.of(),
            new Reading(1, 1_201, BEST.notebook(), TEST, "0")));

    assertThat(out.toString().lines())
        .containsExactly(
            "gru-max: 1 epochs done; epoch 1, step 1201 counts: notebook sample 90.62 %, test 90.50"
                + " %");
  }

  @Test
  void drawsABarOnTheTerminalAndLeavesTheEpochsLineInItsPlace() {
    try (ProgressBarListener bar =
        new ProgressBarListener(
            "gru-max", lines, new TerminalLine(new PrintWriter(terminal), 80))) {
      bar.epochBegan(1, 7, 64);
      bar.stepped(32, 1.4);
      bar.evaluated(BEST);
      bar.stepped(32, 0.9);
      assertThat(out).hasToString("");
      bar.epochEnded(EPOCH);
    }

    assertThat(terminal.toString())
        .contains("\rgru-max 1/7 100% [===")
        .contains("] loss 1.390 acc 90.6% ")
        .doesNotContain("\n")
        .endsWith("\r" + " ".repeat(79) + "\r");
    assertThat(out.toString().lines())
        .containsExactly("gru-max epoch 1: train loss 0.4321, test 90.50 %, 182 s");
  }
}
