package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.report.chart.HeatMap;
import dev.newsdesk.trainer.report.statistics.ConfusionMatrix;
import dev.newsdesk.trainer.report.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The published checkpoint: what it takes for what. */
final class PublishedSection implements Section {

  @Override
  public void write(Records records, Page page) {
    page.heading("The published checkpoint");
    records
        .published()
        .ifPresentOrElse(
            published -> write(published, records, page),
            () ->
                page.paragraph(
                    "The published checkpoint has no record yet, so its confusion matrix, its"
                        + " mistakes and its learning curve are left out."));
  }

  private static void write(Published published, Records records, Page page) {
    int rows = published.classes().length();
    page.paragraph(
        "%s holds the weights of %s after epoch %s."
            .formatted(
                Figures.code(published.checkpoint()),
                Figures.code(published.experiment()),
                published.epoch()),
        published.heldOutAccuracy() == 0
            ? "No held-out part selected it."
            : "A held-out part selected it, of which it gets %s %% right."
                .formatted(Figures.percent(published.heldOutAccuracy())),
        ("Its accuracy is %s %% on the notebook's sample and %s ± %s %% (one standard error) on the"
                + " %s test articles.")
            .formatted(
                Figures.percent(published.notebookAccuracy()),
                Figures.percent(published.testAccuracy()),
                Figures.percent(new Proportion(published.testAccuracy(), rows).standardError()),
                Figures.count(rows)));
    records
        .data()
        .ifPresentOrElse(
            data -> confusion(published, data, page),
            () ->
                page.paragraph(
                    "The true classes are not recorded, so the confusion matrix is left out."));
    mistakes(published, page);
  }

  private static void confusion(Published published, DataDescription data, Page page) {
    List<String> labels = AgNews.LABELS;
    ConfusionMatrix matrix =
        ConfusionMatrix.of(data.testClasses(), published.classes(), labels.size());
    page.plot(
        "confusion",
        "Heat map of the confusion matrix below",
        new HeatMap(
            "Test articles by class", "class given", "true class", labels, matrix.counts()));
    List<String> columns = new ArrayList<>();
    columns.add("true class ↓, given →");
    columns.addAll(labels);
    columns.addAll(List.of("precision in %", "recall in %", "F1 in %"));
    Table table = new Table(columns.toArray(String[]::new));
    for (int label = 0; label < labels.size(); label++) {
      List<String> row = new ArrayList<>();
      row.add(labels.get(label));
      matrix.counts().get(label).forEach(count -> row.add(Figures.count(count)));
      row.add(Figures.percent(matrix.precision(label)));
      row.add(Figures.percent(matrix.recall(label)));
      row.add(Figures.percent(matrix.f1(label)));
      table.row(row);
    }
    page.table(table);
    page.paragraph(
        "Macro F1, the mean of the four: %s %%.".formatted(Figures.percent(matrix.macroF1())),
        mostConfused(matrix));
  }

  private static String mostConfused(ConfusionMatrix matrix) {
    int classes = matrix.counts().size();
    int cell =
        IntStream.range(0, classes * classes)
            .filter(each -> each / classes != each % classes)
            .reduce((best, each) -> count(matrix, each) > count(matrix, best) ? each : best)
            .orElseThrow();
    return "The most frequent mistake: %s taken for %s, %s times."
        .formatted(
            AgNews.LABELS.get(cell / classes),
            AgNews.LABELS.get(cell % classes),
            Figures.count(count(matrix, cell)));
  }

  private static int count(ConfusionMatrix matrix, int cell) {
    int classes = matrix.counts().size();
    return matrix.counts().get(cell / classes).get(cell % classes);
  }

  private static void mistakes(Published published, Page page) {
    if (published.worst().isEmpty()) {
      return;
    }
    page.paragraph("The test articles that it is most wrong about; rows are counted from 0:");
    Table table = new Table("row", "title", "true class", "class given", "its probability in %");
    for (Published.Mistake mistake : published.worst()) {
      table.row(
          Figures.count(mistake.row()),
          escaped(mistake.title()),
          mistake.truth(),
          mistake.predicted(),
          Figures.percent(mistake.confidence()));
    }
    page.table(table);
  }

  /** Shows an article's text as it is: no mark-up, and no line of its own. */
  private static String escaped(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]#~$])", "\\\\$1");
  }
}
