package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.training.RecordDirectory;
import dev.newsdesk.trainer.training.TrainingException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The page on the experiments, made from the committed records alone. Equal records give equal
 * bytes, on any machine.
 */
public final class Report {

  private static final String PAGE = "experiments.md";
  private static final String PLOTS = "experiments";

  private static final List<Section> SECTIONS =
      List.of(
          new NotebookSection(),
          new SelectionSection(),
          new ChangesSection(),
          new PublishedSection(),
          new LearningCurveSection(),
          new StabilitySection(),
          new CurvesSection(),
          new DataSection(),
          new RegenerationSection());

  private final Path docs;

  /** Makes the report in a folder of documentation. */
  public Report(Path docs) {
    this.docs = docs;
  }

  /**
   * Writes the page and its plots, and deletes plots that it no longer shows.
   *
   * @return the page's file
   * @throws TrainingException when a record is malformed or the folder cannot be written
   */
  public Path write(RecordDirectory records) {
    Page page = page(Records.in(records));
    Path file = docs.resolve(PAGE);
    Path plots = docs.resolve(PLOTS);
    try {
      Files.createDirectories(plots);
      for (Map.Entry<String, String> plot : page.plots().entrySet()) {
        Files.writeString(plots.resolve(plot.getKey()), plot.getValue());
      }
      deleteOthers(plots, page);
      Files.writeString(file, page.markdown());
    } catch (IOException e) {
      throw new TrainingException(
          "The report cannot be written to " + docs + " (" + e + "): name another --docs folder.",
          e);
    }
    return file;
  }

  /** Returns the page of these records. */
  static Page page(Records records) {
    Page page = new Page(PLOTS);
    page.title("What the experiments showed");
    page.paragraph(
        "Made by `./newsdesk report` from the records of the runs; do not edit. Every figure and"
            + " every verdict is computed from them.");
    SECTIONS.forEach(section -> section.write(records, page));
    return page;
  }

  private static void deleteOthers(Path plots, Page page) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(plots, "*.svg")) {
      for (Path file : files) {
        if (!page.plots().containsKey(String.valueOf(file.getFileName()))) {
          Files.delete(file);
        }
      }
    }
  }
}
