package dev.newsdesk.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordCounts;
import dev.newsdesk.classifier.text.WordTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs where {@code AG_NEWS_DIR} names the data set. */
class RealAgNewsTest {

  private static final int THRESHOLD = 25;

  private static Path directory = Path.of("");
  private static AgNews data;

  @BeforeAll
  static void open() {
    String named = System.getenv("AG_NEWS_DIR");
    String reason = "RealAgNewsTest is skipped: AG_NEWS_DIR names no folder with AG News.";
    if (named == null || named.isEmpty()) {
      System.out.println(reason);
    }
    assumeTrue(named != null && !named.isEmpty(), reason);
    directory = Path.of(named);
    data = new AgNews(directory);
  }

  @Test
  void theTestSetIsThePublishedOne() throws IOException, NoSuchAlgorithmException {
    byte[] bytes = Files.readAllBytes(directory.resolve("test.csv"));

    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes)))
        .isEqualTo("d52ea96a97a2d943681189a97654912d");
    assertThat(data.test()).hasSize(7_600);
    assertThat(data.test().stream().collect(Collectors.groupingBy(NewsRow::labelName)).values())
        .hasSize(4)
        .allSatisfy(rows -> assertThat(rows).hasSize(1_900));
  }

  @Test
  void theVocabularyIsExactlyTheWordsSeenMoreThan25Times() {
    WordTokenizer tokenizer = new WordTokenizer();
    WordCounts counts = new WordCounts();
    Map<String, Integer> independent = new HashMap<>();
    List<NewsRow> rows = data.train();
    for (NewsRow row : rows) {
      List<String> words = tokenizer.tokenize(row.title() + " " + row.description());
      counts.add(words);
      for (String word : words) {
        independent.put(word, independent.getOrDefault(word, 0) + 1);
      }
    }
    Set<String> frequent =
        independent.entrySet().stream()
            .filter(entry -> entry.getValue() > THRESHOLD)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());

    Vocabulary vocabulary = counts.vocabulary(THRESHOLD);

    assertThat(vocabulary.words().subList(4, vocabulary.size()))
        .containsExactlyInAnyOrderElementsOf(frequent);
    // The notebook's 120,000 rows give 11,842; fewer rows give fewer.
    System.out.printf("%,d rows give a vocabulary of %,d.%n", rows.size(), vocabulary.size());
    if (rows.size() == 120_000) {
      assertThat(vocabulary.size()).isEqualTo(11_842);
    }
  }
}
