package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.report.statistics.Proportion;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Our figures beside the notebook's. */
final class NotebookSection implements Section {

  private static final int TEST_ROWS = 7_600;
  private static final double CLOSE = 0.015;

  @Override
  public void write(Records records, Page page) {
    page.heading("Our figures beside the notebook's");
    page.paragraph(
        "Accuracy in %, differences and standard errors in percentage points. As in the notebook,"
            + " a figure is the best of the evaluations on its sample of 5,000 test articles,"
            + " drawn with repeats. Beside it: the same weights on all 7,600 test articles. A"
            + " standard error is that of a proportion: what sampling articles alone does to it; the"
            + " sample's repeats make it worth %s different articles."
                .formatted(Figures.count(EvaluationSample.effectiveSize(TEST_ROWS))));
    rows(records).ifPresent(rows -> page.paragraph(rows));
    Table table =
        new Table(
            "experiment",
            "notebook",
            "ours",
            "difference",
            "standard error, sample",
            "within 1.5",
            "all test articles",
            "standard error, all");
    for (NotebookNetwork network : NotebookNetwork.ALL) {
      for (String pooling : NotebookNetwork.POOLINGS) {
        table.row(row(records, network, pooling));
      }
    }
    page.table(table);
    for (String pooling : NotebookNetwork.POOLINGS) {
      page.paragraph(order(records, pooling));
    }
    page.paragraph(closeness(records));
  }

  private static Optional<String> rows(Records records) {
    List<Integer> rows =
        NotebookNetwork.ALL.stream()
            .flatMap(
                network ->
                    NotebookNetwork.POOLINGS.stream()
                        .flatMap(pooling -> records.run(network.experiment(pooling)).stream()))
            .map(RunRecord::trainRows)
            .distinct()
            .sorted()
            .toList();
    boolean fewer = rows.stream().anyMatch(count -> count < NotebookNetwork.TRAIN_ROWS);
    return fewer
        ? Optional.of(
            ("The notebook trained on %s rows, these runs on %s: the full training set was not at"
                    + " hand.")
                .formatted(
                    Figures.count(NotebookNetwork.TRAIN_ROWS),
                    rows.stream().map(Figures::count).collect(Collectors.joining(" or "))))
        : Optional.empty();
  }

  private static List<String> row(Records records, NotebookNetwork network, String pooling) {
    String experiment = network.experiment(pooling);
    double theirs = network.accuracy(pooling);
    List<String> row = new ArrayList<>(List.of(Figures.code(experiment), Figures.percent(theirs)));
    Optional<RunRecord.Measurement> best = records.run(experiment).flatMap(RunRecord::best);
    if (best.isEmpty()) {
      row.add(Figures.NOT_RUN);
      return row;
    }
    Evaluation sample = best.get().notebook();
    Evaluation test = best.get().test();
    double difference = sample.accuracy() - theirs;
    row.add(Figures.percent(sample.accuracy()));
    row.add(Figures.points(difference));
    row.add(standardError(sample, EvaluationSample.effectiveSize(test.rows())));
    row.add(Math.abs(difference) <= CLOSE ? "yes" : "no");
    row.add(Figures.percent(test.accuracy()));
    row.add(standardError(test, test.rows()));
    return row;
  }

  private static String standardError(Evaluation evaluation, int rows) {
    return Figures.percent(new Proportion(evaluation.accuracy(), rows).standardError());
  }

  private static String order(Records records, String pooling) {
    String where = "With " + pooling + " pooling, ";
    Optional<Double> plain =
        NotebookNetwork.ALL.stream()
            .filter(network -> !network.gated())
            .findFirst()
            .flatMap(network -> accuracy(records, network, pooling));
    List<NotebookNetwork> gated =
        NotebookNetwork.ALL.stream()
            .filter(NotebookNetwork::gated)
            .filter(network -> accuracy(records, network, pooling).isPresent())
            .toList();
    if (plain.isEmpty() || gated.isEmpty()) {
      return where
          + "the notebook's order, gated networks above the plain RNN, cannot be judged yet.";
    }
    double bar = plain.get();
    List<String> above =
        gated.stream()
            .filter(network -> accuracy(records, network, pooling).orElse(0.0) > bar)
            .map(network -> network.experiment(pooling))
            .toList();
    String verdict =
        above.size() < gated.size()
            ? "the notebook's order does not hold"
            : gated.size() < NotebookNetwork.ALL.size() - 1
                ? "the notebook's order holds so far"
                : "the notebook's order holds";
    return where
        + "%s: gated networks above the plain RNN, %s of %s run%s."
            .formatted(
                verdict,
                above.size(),
                gated.size(),
                above.isEmpty() ? "" : " (" + Figures.codes(above.stream()) + ")");
  }

  private static String closeness(Records records) {
    List<String> run = new ArrayList<>();
    List<String> far = new ArrayList<>();
    for (NotebookNetwork network : NotebookNetwork.ALL) {
      for (String pooling : NotebookNetwork.POOLINGS) {
        accuracy(records, network, pooling)
            .ifPresent(
                ours -> {
                  run.add(network.experiment(pooling));
                  if (Math.abs(ours - network.accuracy(pooling)) > CLOSE) {
                    far.add(network.experiment(pooling));
                  }
                });
      }
    }
    if (run.isEmpty()) {
      return "None of these networks has been run yet.";
    }
    return "%s of the %s networks run are within 1.5 points of the notebook%s."
        .formatted(
            run.size() - far.size(),
            run.size(),
            far.isEmpty() ? "" : "; not so " + Figures.codes(far.stream()));
  }

  private static Optional<Double> accuracy(
      Records records, NotebookNetwork network, String pooling) {
    return records
        .run(network.experiment(pooling))
        .flatMap(RunRecord::best)
        .map(best -> best.notebook().accuracy());
  }
}
