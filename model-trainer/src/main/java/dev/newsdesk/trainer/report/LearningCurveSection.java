package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.report.chart.LineChart;
import dev.newsdesk.trainer.report.chart.LineChart.Line;
import dev.newsdesk.trainer.report.chart.LineChart.Point;
import dev.newsdesk.trainer.report.statistics.DoublingTrend;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What more training rows would be worth to the published experiment. */
final class LearningCurveSection implements Section {

  private static final String ERROR = "error (%)";

  @Override
  public void write(Records records, Page page) {
    records.published().ifPresent(published -> write(published, records, page));
  }

  private static void write(Published published, Records records, Page page) {
    page.heading("What more rows would be worth");
    List<Experiment> experiments =
        Experiments.all().stream()
            .filter(experiment -> isOnCurve(experiment, published.experiment()))
            .sorted(Comparator.comparing(experiment -> experiment.protocol().rowShare()))
            .toList();
    page.paragraph(
        Figures.code(published.experiment())
            + " on all of its rows and on a share of them. Accuracy in %.");
    Table table =
        new Table("experiment", "share of rows in %", "rows", "held-out part", "all test articles");
    experiments.forEach(experiment -> table.row(row(records, experiment)));
    page.table(table);
    List<RunRecord> runs =
        experiments.stream()
            .flatMap(experiment -> records.run(experiment.name()).stream())
            .filter(run -> run.reading() != null)
            .toList();
    if (runs.size() < DoublingTrend.MINIMUM_POINTS) {
      page.paragraph(
          "Fewer than %s of these have been run, so there is no curve yet."
              .formatted(DoublingTrend.MINIMUM_POINTS));
      return;
    }
    curve(runs, page);
  }

  private static boolean isOnCurve(Experiment experiment, String published) {
    return experiment.name().equals(published)
        || (published.equals(experiment.parent()) && ChangesSection.isLearningCurve(experiment));
  }

  private static List<String> row(Records records, Experiment experiment) {
    List<String> row = new ArrayList<>();
    row.add(Figures.code(experiment.name()));
    row.add(Figures.decimals(100 * experiment.protocol().rowShare(), 0));
    Optional<RunRecord> record = records.run(experiment.name());
    if (record.isEmpty()) {
      row.add(Figures.NOT_RUN);
      return row;
    }
    RunRecord run = record.get();
    row.add(Figures.count(run.trainRows()));
    row.add(heldOut(run).map(Evaluation::accuracy).map(Figures::percent).orElse(Figures.NONE));
    row.add(Figures.percent(Records.testAccuracy(run)));
    return row;
  }

  private static Optional<Evaluation> heldOut(RunRecord run) {
    return run.selected().map(RunRecord.Epoch::heldOut);
  }

  private static void curve(List<RunRecord> runs, Page page) {
    SortedMap<Integer, Double> errors = new TreeMap<>();
    List<Point> test = new ArrayList<>();
    List<Point> heldOut = new ArrayList<>();
    for (RunRecord run : runs) {
      double error = 1 - Records.testAccuracy(run);
      errors.put(run.trainRows(), error);
      test.add(new Point(run.trainRows(), 100 * error));
      heldOut(run)
          .ifPresent(part -> heldOut.add(new Point(run.trainRows(), 100 * (1 - part.accuracy()))));
    }
    DoublingTrend trend = DoublingTrend.of(errors);
    RunRecord largest = runs.get(runs.size() - 1);
    // As many of the notebook's rows as this run had of those at hand: the same part is held out.
    int atHand = largest.trainRows() + largest.heldOutRows();
    int all = (int) Math.round((double) NotebookNetwork.TRAIN_ROWS * largest.trainRows() / atHand);
    List<Integer> breaks = new ArrayList<>(errors.keySet());
    breaks.add(all);
    List<Point> line =
        List.of(errors.firstKey(), all).stream()
            .map(rows -> new Point(rows, 100 * trend.at(rows)))
            .toList();
    page.plot(
        "learning-curve",
        "Error over the rows trained on, with the least-squares line",
        new LineChart(
            "Learning curve",
            "rows trained on",
            breaks,
            List.of(
                new Line(ERROR, "test articles", "measured", test),
                new Line(ERROR, "held-out part", "measured", heldOut),
                new Line(ERROR, "test articles", "least-squares line", line))));
    if (atHand >= NotebookNetwork.TRAIN_ROWS) {
      return;
    }
    double doublings = DoublingTrend.doublings(atHand, NotebookNetwork.TRAIN_ROWS);
    page.paragraph(
        ("By the least-squares line through these %s errors on the test articles, doubling the"
                + " rows changes the error by %s points.")
            .formatted(errors.size(), Figures.points(trend.perDoubling())),
        "The %s rows missing of the notebook's %s would then change it by %s points."
            .formatted(
                Figures.count(NotebookNetwork.TRAIN_ROWS - atHand),
                Figures.count(NotebookNetwork.TRAIN_ROWS),
                Figures.points(doublings * trend.perDoubling())),
        ("Take that with caution: %s points leave %s of freedom, and the 95 %% interval reaches"
                + " from %s to %s points; the line is also drawn beyond what was measured.")
            .formatted(
                errors.size(),
                errors.size() == 3 ? "one degree" : errors.size() - 2 + " degrees",
                Figures.points(doublings * (trend.perDoubling() - trend.margin())),
                Figures.points(doublings * (trend.perDoubling() + trend.margin()))));
  }
}
