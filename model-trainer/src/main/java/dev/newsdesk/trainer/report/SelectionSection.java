package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.experiment.Change;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.experiment.Selection;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The notebook's way to choose an evaluation beside the honest one. */
final class SelectionSection implements Section {

  private static final int TEST_ROWS = 7_600;

  @Override
  public void write(Records records, Page page) {
    page.heading("Two ways to select");
    int distinct =
        new HashSet<>(EvaluationSample.of(IntStream.range(0, TEST_ROWS).boxed().toList())).size();
    page.paragraph(
        "The notebook evaluates 14 times on its sample of the test set and reports the best. That"
            + " flatters: the largest of several figures that vary by chance is above what the"
            + " network does on other articles, and it has chosen by the very articles that"
            + " measure it. The sample holds "
            + Figures.count(distinct)
            + " different articles, so it varies more than 5,000 would.");
    page.paragraph(
        "The honest way keeps a part of the training rows aside, selects the epoch by it, and"
            + " reads the test set once, with the weights selected. The difference between the"
            + " two holds more than the flattery: the held-out rows are not trained on, the"
            + " weights are those of an epoch's end, and the run may end earlier.");
    List<Experiment> pairs =
        Experiments.all().stream().filter(SelectionSection::changesSelectionAlone).toList();
    page.paragraph("Accuracy in %; the columns of one row are of the same weights.");
    Table table =
        new Table(
            "experiment",
            "selected by",
            "epoch",
            "held-out part",
            "notebook's sample",
            "all test articles");
    for (Experiment honest : pairs) {
      table.row(row(records, String.valueOf(honest.parent()), "best of its sample"));
      table.row(row(records, honest.name(), "held-out part"));
    }
    page.table(table);
    pairs.forEach(honest -> page.paragraph(difference(records, honest)));
    page.paragraph(optimism(records));
  }

  private static boolean changesSelectionAlone(Experiment experiment) {
    if (experiment.parent() == null || experiment.protocol().selection() != Selection.HELD_OUT) {
      return false;
    }
    List<Change> changes = Change.between(Experiments.named(experiment.parent()), experiment);
    return changes.size() == 1 && changes.get(0).setting().equals("selection");
  }

  private static List<String> row(Records records, String experiment, String selectedBy) {
    List<String> row = new ArrayList<>(List.of(Figures.code(experiment), selectedBy));
    Optional<RunRecord> record = records.run(experiment);
    if (record.isEmpty()) {
      row.add(Figures.NOT_RUN);
      return row;
    }
    RunRecord run = record.get();
    Optional<RunRecord.Epoch> selected = run.selected();
    row.add(
        selected
            .map(RunRecord.Epoch::epoch)
            .or(() -> run.best().map(RunRecord.Measurement::epoch))
            .map(String::valueOf)
            .orElse(Figures.NONE));
    row.add(
        selected
            .map(RunRecord.Epoch::heldOut)
            .map(heldOut -> Figures.percent(heldOut.accuracy()))
            .orElse(Figures.NONE));
    row.add(sampleAccuracy(run).map(Figures::percent).orElse(Figures.NONE));
    row.add(Figures.percent(Records.testAccuracy(run)));
    return row;
  }

  private static Optional<Double> sampleAccuracy(RunRecord run) {
    return Optional.ofNullable(run.reading())
        .map(reading -> reading.notebook().accuracy())
        .or(() -> run.best().map(best -> best.notebook().accuracy()));
  }

  private static String difference(Records records, Experiment honest) {
    Optional<Double> figure =
        records.run(String.valueOf(honest.parent())).flatMap(SelectionSection::sampleAccuracy);
    Optional<RunRecord> read = records.run(honest.name());
    if (figure.isEmpty() || read.isEmpty()) {
      return "The two ways cannot be compared before both have been run.";
    }
    double accuracy = Records.testAccuracy(read.get());
    return "The notebook's way reports %s %%, the honest one %s %%: %s points for the honest one."
        .formatted(
            Figures.percent(figure.get()),
            Figures.percent(accuracy),
            Figures.points(accuracy - figure.get()));
  }

  /** How far the reported figure lies above the last evaluation of the same runs. */
  private static String optimism(Records records) {
    List<Double> gains =
        records.runs().stream()
            .filter(run -> !run.evaluations().isEmpty())
            .map(
                run ->
                    sampleAccuracy(run).orElse(Double.NaN)
                        - run.evaluations().get(run.evaluations().size() - 1).notebook().accuracy())
            .toList();
    if (gains.isEmpty()) {
      return "No run has been selected in the notebook's way yet.";
    }
    double mean = gains.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return ("Over the %s runs selected in the notebook's way, the best evaluation is %s points on"
            + " average above the last one.")
        .formatted(gains.size(), Figures.decimals(100 * mean, 2));
  }
}
