package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.training.RunRecord;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the page is made anew, and by which versions its runs were made. */
final class RegenerationSection implements Section {

  @Override
  public void write(Records records, Page page) {
    page.heading("How to make this page anew");
    page.paragraph(
        "`./newsdesk report` writes this page and its plots from the records in"
            + " `model-trainer/records` alone. The records come from `./newsdesk train"
            + " --experiment NAME`, `./newsdesk publish` and `./newsdesk describe`, which read AG"
            + " News.");
    String versions =
        records.runs().stream()
            .map(RunRecord::versions)
            .map(RegenerationSection::describe)
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    if (!versions.isEmpty()) {
      page.paragraph("The runs were made with " + versions + ".");
    }
  }

  private static String describe(Map<String, String> versions) {
    return new TreeMap<>(versions)
        .entrySet().stream()
            .map(version -> version.getKey() + " " + version.getValue())
            .collect(Collectors.joining(", "));
  }
}
