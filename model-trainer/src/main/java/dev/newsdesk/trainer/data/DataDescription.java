package dev.newsdesk.trainer.data;

import dev.newsdesk.classifier.text.WordTokenizer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the report shows of the data set, so that it can be made where the data set is not.
 *
 * @param trainRows training rows of each class
 * @param testRows test rows of each class
 * @param words words of each training row's text, as the networks see them
 * @param characters characters of each training row's text
 * @param testClasses the true class of each test row, in order, one digit a row
 */
public record DataDescription(
    List<Integer> trainRows,
    List<Integer> testRows,
    LengthDistribution words,
    LengthDistribution characters,
    String testClasses) {

  /** Name of the record that keeps it. */
  public static final String RECORD = "data";

  private static final int WORDS_PER_BIN = 5;
  private static final int CHARACTERS_PER_BIN = 25;

  /** Copies the collections. */
  public DataDescription {
    trainRows = List.copyOf(trainRows);
    testRows = List.copyOf(testRows);
  }

  /** Describes rows, of which there must be some of each kind. */
  public static DataDescription of(List<NewsRow> train, List<NewsRow> test) {
    WordTokenizer tokenizer = new WordTokenizer();
    List<String> texts = train.stream().map(NewsRow::text).toList();
    return new DataDescription(
        perClass(train),
        perClass(test),
        LengthDistribution.of(
            texts.stream().map(text -> tokenizer.tokenize(text).size()).toList(), WORDS_PER_BIN),
        LengthDistribution.of(
            texts.stream().map(text -> text.codePointCount(0, text.length())).toList(),
            CHARACTERS_PER_BIN),
        test.stream()
            .map(row -> String.valueOf(Character.forDigit(row.label(), Character.MAX_RADIX)))
            .collect(Collectors.joining()));
  }

  private static List<Integer> perClass(List<NewsRow> rows) {
    return IntStream.range(0, AgNews.LABELS.size())
        .mapToObj(label -> (int) rows.stream().filter(row -> row.label() == label).count())
        .toList();
  }
}
