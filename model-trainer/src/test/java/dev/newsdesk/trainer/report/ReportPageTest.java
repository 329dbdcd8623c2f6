package dev.newsdesk.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  @Test
  void saysOfEveryExperimentWithoutARecordThatItWasNotRun() {
    String page = page(null, null);

    for (Experiment experiment : Experiments.all()) {
      assertThat(page).contains("| `" + experiment.name() + "` | not run yet |");
    }
    assertThat(page)
        .contains("The published checkpoint has no record yet")
        .contains("What the report shows of the data is not recorded yet");
  }

  @Test
  void drawsNothingWithoutRecords() {
    assertThat(Report.page(new Records(List.of(), null, null)).plots()).isEmpty();
  }

  @Test
  void comparesWithTheNotebookAndItsSamplingError() {
    // 92 % right on 100 articles, and on the sample of them: the root of 0.92 * 0.08 / n
    double ofSample = 100 * Math.sqrt(0.92 * 0.08 / EvaluationSample.effectiveSize(100));
    assertThat(page(null, null, MadeUpRuns.run("gru-max", 92)))
        .contains(
            String.format(
                Locale.ROOT,
                "| `gru-max` | 91.34 | 92.00 | +0.66 | %.2f | yes | 92.00 | 2.71 |",
                ofSample))
        .contains("1 of the 1 networks run are within 1.5 points of the notebook.")
        .contains("The notebook trained on 120,000 rows, these runs on 1,000");
  }

  @Test
  void namesTheNetworksThatAreFarFromTheNotebook() {
    assertThat(page(null, null, MadeUpRuns.run("gru-max", 80), MadeUpRuns.run("rnn-max", 90)))
        .contains(
            "1 of the 2 networks run are within 1.5 points of the notebook; not so `gru-max`.");
  }

  @Test
  void tellsWhetherGatedNetworksAreAboveThePlainOne() {
    RunRecord plain = MadeUpRuns.run("rnn-max", 90);

    assertThat(page(null, null, plain, MadeUpRuns.run("gru-max", 91)))
        .contains("With max pooling, the notebook's order holds so far")
        .contains("With mean pooling, the notebook's order, gated networks above the plain RNN,");
    assertThat(page(null, null, plain, MadeUpRuns.run("gru-max", 90)))
        .contains("With max pooling, the notebook's order does not hold");
  }

  @Test
  void putsTheTwoWaysToSelectSideBySide() {
    assertThat(
            page(null, null, MadeUpRuns.run("gru-max", 92), MadeUpRuns.run("gru-max-held-out", 90)))
        .contains("| `gru-max` | best of its sample | 1 | – | 92.00 | 92.00 |")
        .contains("| `gru-max-held-out` | held-out part | 1 | 89.00 | 90.00 | 90.00 |")
        .contains("the honest one 90.00 %: −2.00 points for the honest one.");
  }

  @Test
  void judgesAChangeByTheRowsThatOnlyOneGetsRight() {
    assertThat(verdict(80, 90)).contains("| +10.00 | 0 | 10 | 0.0020 | helped |");
    assertThat(verdict(90, 80)).contains("| −10.00 | 10 | 0 | 0.0020 | did not help: worse |");
    assertThat(verdict(90, 92))
        .contains("| +2.00 | 0 | 2 | 0.5000 | no difference that these articles can show |");
  }

  @Test
  void judgesNoChangeWithoutAnswersOrTrueClasses() {
    RunRecord before = MadeUpRuns.run("gru-max", 90);
    RunRecord after = MadeUpRuns.run("gru-mean", 92);

    assertThat(page(MadeUpRuns.data(), null, MadeUpRuns.withoutAnswers(before), after))
        .contains("| 90.00 | 92.00 | +2.00 | – | – | – | answers not recorded |");
    assertThat(page(null, null, before, after)).contains("| true classes not recorded |");
  }

  @Test
  void keepsShareOfRowsOutOfTheChanges() {
    String page = page(null, null);

    assertThat(page.substring(page.indexOf("## Which change"), page.indexOf("## The published")))
        .contains("`gru-token-max-drop`")
        .doesNotContain("`gru-token-max-drop-50`");
  }

  @Test
  void measuresHowStableARunConverges() {
    // The last four: 89, 92, 89, 91
    assertThat(page(null, null, MadeUpRuns.run("gru-max", 92)))
        .contains("| `gru-max` | 3.00 | 1.50 | 1 | 2 | 0.250 | 200 | – |");
  }

  @Test
  void showsWhatThePublishedCheckpointTakesForWhat() {
    Published published = MadeUpRuns.published("gru-token-max-drop");

    assertThat(page(MadeUpRuns.data(), published))
        .contains("90.00 ± 3.00 % (one standard error) on the 100 test articles")
        .contains("| World | 90 | 10 | 0 | 0 | 100.00 | 90.00 | 94.74 |")
        .contains("Macro F1, the mean of the four: 23.68 %.")
        .contains("The most frequent mistake: World taken for Sports, 10 times.");
  }

  @Test
  void tellsWhetherAHeldOutPartSelectedThePublishedCheckpoint() {
    Published honest = MadeUpRuns.published("gru-token-max-drop");
    Published forced =
        new Published(honest.checkpoint(), "gru-max", 1, 0, 0.91, 0.9, honest.classes(), List.of());

    assertThat(page(null, honest))
        .contains("A held-out part selected it, of which it gets 89.00 %");
    assertThat(page(null, forced)).contains("No held-out part selected it.");
  }

  @Test
  void showsAnArticlesTextAsItIs() {
    assertThat(page(null, MadeUpRuns.published("gru-token-max-drop")))
        .contains("| 95 | Stocks \\| \\*up\\* &amp;lt;b&amp;gt; | World | Sports | 99.90 |");
  }

  @Test
  void extrapolatesTheLearningCurveWithItsUncertainty() {
    Published published = MadeUpRuns.published("gru-token-max-drop");

    // Nearly 2 points for each of log2(120,000 / 1,000) doublings: 237 is not half of 475.
    assertThat(
            page(
                null,
                published,
                MadeUpRuns.run("gru-token-max-drop", 90),
                MadeUpRuns.run("gru-token-max-drop-50", 88),
                MadeUpRuns.run("gru-token-max-drop-25", 86)))
        .contains("| `gru-token-max-drop-50` | 50 | 475 | 87.00 | 88.00 |")
        .contains("doubling the rows changes the error by −2.00 points.")
        .contains(
            "The 119,000 rows missing of the notebook's 120,000 would then change it by −13.79")
        .contains("3 points leave one degree of freedom");
    assertThat(page(null, published, MadeUpRuns.run("gru-token-max-drop", 90)))
        .contains("Fewer than 3 of these have been run, so there is no curve yet.");
  }

  private static String verdict(int before, int after) {
    return page(
        MadeUpRuns.data(),
        null,
        MadeUpRuns.run("gru-max", before),
        MadeUpRuns.run("gru-mean", after));
  }

  private static String page(
      @Nullable DataDescription data, @Nullable Published published, RunRecord... runs) {
    return Report.page(new Records(List.of(runs), data, published)).markdown();
  }
}
