package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.data.LengthDistribution;
import dev.newsdesk.trainer.report.chart.BarChart;

/** The notebook's look at the data: how long the texts are, how the classes are balanced. */
final class DataSection implements Section {

  @Override
  public void write(Records records, Page page) {
    page.heading("The data");
    records
        .data()
        .ifPresentOrElse(
            data -> write(data, page),
            () ->
                page.paragraph(
                    "What the report shows of the data is not recorded yet: run"
                        + " `./newsdesk describe`."));
  }

  private static void write(DataDescription data, Page page) {
    int rows = data.trainRows().stream().mapToInt(Integer::intValue).sum();
    page.paragraph(
        "A text is title, space and description. Words are those that the networks see, before"
            + " the begin and the end are added. The plots count the "
            + Figures.count(rows)
            + " training rows.");
    page.plot(
        "words", "Histogram of words per text", histogram("Words per text", "words", data.words()));
    page.plot(
        "characters",
        "Histogram of characters per text",
        histogram("Characters per text", "characters", data.characters()));
    page.table(
        new Table("per text", "mean", "median", "95 % have at most", "longest")
            .row(lengths("words", data.words()))
            .row(lengths("characters", data.characters())));
    page.plot(
        "classes",
        "Bars of training rows per class",
        BarChart.ofNames(
            "Training rows per class", "class", "rows", AgNews.LABELS, data.trainRows()));
    Table classes = new Table("class", "training rows", "share in %", "test rows");
    for (int label = 0; label < AgNews.LABELS.size(); label++) {
      int ofClass = data.trainRows().get(label);
      classes.row(
          AgNews.LABELS.get(label),
          Figures.count(ofClass),
          Figures.percent((double) ofClass / rows),
          Figures.count(data.testRows().get(label)));
    }
    page.table(classes);
  }

  private static BarChart histogram(String title, String unit, LengthDistribution lengths) {
    return BarChart.ofBins(title, unit, "texts", lengths.binWidth(), lengths.counts());
  }

  private static String[] lengths(String unit, LengthDistribution lengths) {
    return new String[] {
      unit,
      Figures.decimals(lengths.mean(), 1),
      Figures.count(lengths.median()),
      Figures.count(lengths.percentile95()),
      Figures.count(lengths.maximum())
    };
  }
}
