package dev.newsdesk.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.training.RecordDirectory;
import dev.newsdesk.trainer.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  /** Where Maven builds this module, or the folder that an editor starts tests in. */
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  @TempDir private Path folder = Path.of("");

  @Test
  void thePageIsThatOfTheCommittedRecords() throws IOException {
    new Report(folder).write(new RecordDirectory(MODULE.resolve("records")));

    Path docs = MODULE.resolveSibling("docs");
    assertThat(files(folder).keySet())
        .as("run ./newsdesk report and commit docs")
        .isEqualTo(filesOfThePage(docs).keySet());
    assertThat(files(folder))
        .as("run ./newsdesk report and commit docs")
        .isEqualTo(filesOfThePage(docs));
  }

  @Test
  void givesTheSameBytesInAnyLocaleAndTimeZone() throws IOException {
    RecordDirectory records = allRecords();
    new Report(folder.resolve("one")).write(records);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
    try {
      new Report(folder.resolve("two")).write(records);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }

    assertThat(files(folder.resolve("two"))).isEqualTo(files(folder.resolve("one")));
  }

  @Test
  void writesEveryPlotThatThePageShows() throws IOException {
    new Report(folder.resolve("docs")).write(allRecords());

    assertThat(files(folder.resolve("docs")).keySet())
        .isEqualTo(
            new TreeSet<>(
                List.of(
                    "experiments.md",
                    "experiments/characters.svg",
                    "experiments/classes.svg",
                    "experiments/confusion.svg",
                    "experiments/curves-bigru2.svg",
                    "experiments/curves-gru.svg",
                    "experiments/curves-lstm2.svg",
                    "experiments/curves-rnn.svg",
                    "experiments/learning-curve.svg",
                    "experiments/words.svg")));
  }

  @Test
  void deletesThePlotsOfAnEarlierPageAlone() throws IOException {
    Path plots = Files.createDirectories(folder.resolve("experiments"));
    Files.writeString(plots.resolve("old.svg"), "");
    Files.writeString(plots.resolve("notes.md"), "");

    new Report(folder).write(new RecordDirectory(folder.resolve("none")));

    assertThat(files(plots).keySet()).containsExactly("notes.md");
  }

  @Test
  void explainsAFolderThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new Report(file).write(new RecordDirectory(folder)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("The report cannot be written to " + file)
        .hasMessageEndingWith("name another --docs folder.");
  }

  private RecordDirectory allRecords() {
    RecordDirectory records = new RecordDirectory(folder.resolve("records"));
    List<String> names = Experiments.all().stream().map(Experiment::name).toList();
    for (int i = 0; i < names.size(); i++) {
      records.keep(MadeUpRuns.run(names.get(i), 80 + i));
    }
    records.keep(DataDescription.RECORD, MadeUpRuns.data());
    records.keep(Published.RECORD, MadeUpRuns.published("gru-token-max-drop"));
    return records;
  }

  private static SortedMap<String, String> filesOfThePage(Path docs) throws IOException {
    return files(docs, file -> file.equals("experiments.md") || file.startsWith("experiments/"));
  }

  private static SortedMap<String, String> files(Path root) throws IOException {
    return files(root, file -> true);
  }

  private static SortedMap<String, String> files(Path root, Predicate<String> wanted)
      throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (wanted.test(name)) {
          contents.put(name, Files.readString(file));
        }
      }
    }
    return contents;
  }
}
