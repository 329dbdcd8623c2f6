package dev.newsdesk.trainer;

import dev.newsdesk.trainer.data.NewsRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up news that a tiny network learns in seconds: each class has words of its own. */
public final class SyntheticNews {

  private static final List<List<String>> TELL_TALE =
      List.of(
          List.of("treaty", "envoy", "ceasefire"),
          List.of("striker", "goal", "stadium"),
          List.of("shares", "profit", "dividend"),
          List.of("processor", "telescope", "software"));

  private static final List<String> COMMON =
      List.of("the", "a", "on", "after", "says", "new", "week", "more");

  private SyntheticNews() {}

  /** Returns rows over the four classes in turn; equal seeds give equal rows. */
  public static List<NewsRow> rows(int count, long seed) {
    Random random = new Random(seed);
    List<NewsRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % TELL_TALE.size();
      String title = one(COMMON, random) + " " + one(TELL_TALE.get(label), random);
      StringBuilder description = new StringBuilder();
      for (int word = 0; word < 2 + random.nextInt(8); word++) {
        description.append(one(COMMON, random)).append(' ');
      }
      rows.add(new NewsRow(label, title, description.append("today.").toString()));
    }
    return rows;
  }

  /** Writes a folder as AG News is published. */
  public static Path writeTo(Path directory, int trainRows, int testRows) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("train.csv"), csv(rows(trainRows, 1)));
    Files.writeString(directory.resolve("test.csv"), csv(rows(testRows, 2)));
    return directory;
  }

  /** Returns rows in the published form: all quoted, quotes doubled. */
  public static String csv(List<NewsRow> rows) {
    StringBuilder csv = new StringBuilder();
    for (NewsRow row : rows) {
      csv.append(quoted(Integer.toString(row.label() + 1)))
          .append(',')
          .append(quoted(row.title()))
          .append(',')
          .append(quoted(row.description()))
          .append('\n');
    }
    return csv.toString();
  }

  private static String quoted(String field) {
    return '"' + field.replace("\"", "\"\"") + '"';
  }

  private static String one(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
