package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.report.statistics.Spread;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How stable the runs converge, and whether their memory grows. */
final class StabilitySection implements Section {

  private static final int LAST = 4;
  private static final int EARLY_EPOCH = 2;
  private static final int LATE_EPOCH = 7;

  @Override
  public void write(Records records, Page page) {
    page.heading("How stable the runs converge");
    page.paragraph(
        "The last four evaluations on the notebook's sample, in percentage points: largest less"
            + " smallest, and standard deviation. The epoch of the evaluation that counts. The"
            + " mean training loss of the last epoch. The memory of the process after two epochs"
            + " of the run, one early and one late, in MiB. Runs selected by a held-out part have"
            + " no evaluations on the sample while they train, and may end before the late epoch.");
    Table table =
        new Table(
            "experiment",
            "range of the last 4",
            "standard deviation of the last 4",
            "epoch of the best",
            "epochs",
            "last training loss",
            "memory after epoch " + EARLY_EPOCH,
            "memory after epoch " + LATE_EPOCH);
    Experiments.all().forEach(experiment -> table.row(row(records, experiment)));
    page.table(table);
    overfitting(records).ifPresent(text -> page.paragraph(text));
  }

  private static List<String> row(Records records, Experiment experiment) {
    List<String> row = new ArrayList<>();
    row.add(Figures.code(experiment.name()));
    Optional<RunRecord> record = records.run(experiment.name());
    if (record.isEmpty()) {
      row.add(Figures.NOT_RUN);
      return row;
    }
    RunRecord run = record.get();
    Optional<Spread> spread = spread(run);
    row.add(spread.map(it -> Figures.percent(it.range())).orElse(Figures.NONE));
    row.add(spread.map(it -> Figures.percent(it.standardDeviation())).orElse(Figures.NONE));
    row.add(bestEpoch(run).map(String::valueOf).orElse(Figures.NONE));
    row.add(Figures.count(run.epochs().size()));
    row.add(Figures.decimals(run.epochs().get(run.epochs().size() - 1).trainLoss(), 3));
    row.add(memory(run, EARLY_EPOCH));
    row.add(memory(run, LATE_EPOCH));
    return row;
  }

  private static Optional<Spread> spread(RunRecord run) {
    List<RunRecord.Measurement> all = run.evaluations();
    return all.size() < LAST
        ? Optional.empty()
        : Optional.of(
            Spread.of(
                all.subList(all.size() - LAST, all.size()).stream()
                    .map(evaluation -> evaluation.notebook().accuracy())
                    .toList()));
  }

  private static Optional<Integer> bestEpoch(RunRecord run) {
    return run.selected()
        .map(RunRecord.Epoch::epoch)
        .or(() -> run.best().map(RunRecord.Measurement::epoch));
  }

  private static String memory(RunRecord run, int epoch) {
    return run.epochs().stream()
        .filter(finished -> finished.epoch() == epoch)
        .findFirst()
        .map(RunRecord.Epoch::residentMebibytes)
        .map(Figures::count)
        .orElse(Figures.NONE);
  }

  private static Optional<String> overfitting(Records records) {
    List<RunRecord> runs =
        records.runs().stream().filter(run -> !run.evaluations().isEmpty()).toList();
    long early =
        runs.stream()
            .filter(run -> bestEpoch(run).map(best -> best < run.epochs().size()).orElse(false))
            .count();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Of the %s runs selected in the notebook's way, %s were best before the last epoch."
                .formatted(runs.size(), early));
  }
}
