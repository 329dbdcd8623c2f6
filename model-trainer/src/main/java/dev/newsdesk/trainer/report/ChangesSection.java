package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.experiment.Change;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.report.statistics.McNemar;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which change helped and which did not: each experiment beside its parent. */
final class ChangesSection implements Section {

  @Override
  public void write(Records records, Page page) {
    page.heading("Which change helped");
    page.paragraph(
        "Each experiment differs from its parent in one setting. Accuracy on all test articles"
            + " in %, its difference in percentage points; then how many articles only the parent"
            + " and only the experiment get right, and the two-sided p of McNemar's exact test"
            + " on these. The verdict is taken at 5 %.");
    page.paragraph(
        "The runs selected in the notebook's way are flattered on both sides of a comparison."
            + " One run each is compared: another seed gives other figures, and the test knows"
            + " the chance of the articles alone.");
    Table table =
        new Table(
            "experiment",
            "parent",
            "change",
            "parent's accuracy",
            "its accuracy",
            "difference",
            "only parent right",
            "only it right",
            "p",
            "verdict");
    int tests = 0;
    for (Experiment experiment : Experiments.all()) {
      if (experiment.parent() == null || isLearningCurve(experiment)) {
        continue;
      }
      table.row(row(records, experiment));
      tests +=
          comparison(records, experiment).flatMap(it -> it.test(records.data())).isPresent()
              ? 1
              : 0;
    }
    page.table(table);
    if (tests > 1) {
      page.paragraph(
          "Of %s such tests, chance alone lets %s on average fall below 5 %%."
              .formatted(tests, Figures.decimals(tests * Comparison.LEVEL, 2)));
    }
  }

  /** Returns whether an experiment differs from its parent in the rows trained on alone. */
  static boolean isLearningCurve(Experiment experiment) {
    List<Change> changes = changes(experiment);
    return !changes.isEmpty()
        && changes.stream().allMatch(change -> change.setting().equals("rowShare"));
  }

  private static List<Change> changes(Experiment experiment) {
    return experiment.parent() == null
        ? List.of()
        : Change.between(Experiments.named(experiment.parent()), experiment);
  }

  private static Optional<Comparison> comparison(Records records, Experiment experiment) {
    return records
        .run(Objects.requireNonNull(experiment.parent()))
        .flatMap(
            before -> records.run(experiment.name()).map(after -> new Comparison(before, after)));
  }

  private static List<String> row(Records records, Experiment experiment) {
    String parent = Objects.requireNonNull(experiment.parent());
    List<String> row = new ArrayList<>();
    row.add(Figures.code(experiment.name()));
    row.add(Figures.code(parent));
    row.add(
        changes(experiment).stream()
            .map(
                change ->
                    "%s: %s → %s".formatted(change.setting(), change.before(), change.after()))
            .collect(Collectors.joining(", ")));
    row.add(accuracy(records.run(parent)));
    row.add(accuracy(records.run(experiment.name())));
    comparison(records, experiment).ifPresent(it -> addTest(it, records.data(), row));
    return row;
  }

  private static void addTest(
      Comparison comparison, Optional<DataDescription> data, List<String> row) {
    row.add(Figures.points(comparison.difference()));
    Optional<McNemar> test = comparison.test(data);
    row.add(test.map(counts -> Figures.count(counts.onlyBefore())).orElse(Figures.NONE));
    row.add(test.map(counts -> Figures.count(counts.onlyAfter())).orElse(Figures.NONE));
    row.add(test.map(McNemar::pValue).map(Figures::probability).orElse(Figures.NONE));
    row.add(
        test.map(Comparison::verdict)
            .orElse(data.isEmpty() ? "true classes not recorded" : "answers not recorded"));
  }

  private static String accuracy(Optional<RunRecord> run) {
    return run.map(Records::testAccuracy).map(Figures::percent).orElse(Figures.NOT_RUN);
  }
}
