package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.report.chart.LineChart;
import dev.newsdesk.trainer.report.chart.LineChart.Line;
import dev.newsdesk.trainer.report.chart.LineChart.Point;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.ArrayList;
import java.util.List;

/** Loss and accuracy while the notebook's networks are trained, max beside mean. */
final class CurvesSection implements Section {

  private static final String LOSS = "loss (nats)";
  private static final String ACCURACY = "accuracy on the notebook's sample (%)";
  private static final String EVALUATION = "evaluation";
  private static final String TRAINING = "training";

  @Override
  public void write(Records records, Page page) {
    page.heading("Loss and accuracy while training");
    page.paragraph(
        "Evaluations are on the notebook's sample, at the start and half-way of each epoch. The"
            + " training loss is the mean over an epoch, drawn at its middle. The evaluation of"
            + " the untrained network is left out: the rest could not be told apart beside it.");
    for (NotebookNetwork network : NotebookNetwork.ALL) {
      List<Line> lines = lines(records, network);
      List<String> missing =
          NotebookNetwork.POOLINGS.stream()
              .map(network::experiment)
              .filter(experiment -> records.run(experiment).isEmpty())
              .toList();
      if (!lines.isEmpty()) {
        page.plot(
            "curves-" + network.name(),
            "Loss and accuracy of the network " + network.title() + " over the epochs",
            new LineChart(network.title(), "epochs", List.of(), lines));
      }
      if (!missing.isEmpty()) {
        page.paragraph("Not run yet, so left out: " + Figures.codes(missing.stream()) + ".");
      }
    }
  }

  private static List<Line> lines(Records records, NotebookNetwork network) {
    List<Line> lines = new ArrayList<>();
    for (String pooling : NotebookNetwork.POOLINGS) {
      records
          .run(network.experiment(pooling))
          .ifPresent(
              run -> {
                lines.add(new Line(LOSS, pooling, TRAINING, trainingLoss(run)));
                lines.add(new Line(LOSS, pooling, EVALUATION, evaluations(run, LOSS)));
                lines.add(new Line(ACCURACY, pooling, EVALUATION, evaluations(run, ACCURACY)));
              });
    }
    return lines;
  }

  private static List<Point> trainingLoss(RunRecord run) {
    return run.epochs().stream()
        .map(epoch -> new Point(epoch.epoch() - 0.5, epoch.trainLoss()))
        .toList();
  }

  private static List<Point> evaluations(RunRecord run, String measure) {
    List<Point> points = new ArrayList<>();
    for (RunRecord.Measurement evaluation :
        run.evaluations().subList(1, run.evaluations().size())) {
      int steps = run.epochs().get(evaluation.epoch() - 1).steps();
      points.add(
          new Point(
              evaluation.epoch() - 1 + (double) (evaluation.step() - 1) / steps,
              measure.equals(LOSS)
                  ? evaluation.notebook().loss()
                  : 100 * evaluation.notebook().accuracy()));
    }
    return points;
  }
}
