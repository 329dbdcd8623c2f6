package dev.newsdesk.trainer.training;

import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordCounts;
import dev.newsdesk.classifier.text.WordTokenizer;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.data.NewsRow;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Protocol;
import java.util.List;

/**
 * The rows of a run, encoded.
 *
 * @param vocabulary made of the training rows
 * @param train what is trained on
 * @param test the full test set
 * @param sample the notebook's evaluation sample of the test set
 */
public record TrainingSet(
    Vocabulary vocabulary, List<Example> train, List<Example> test, List<Example> sample) {

  /** Copies the collections. */
  public TrainingSet {
    train = List.copyOf(train);
    test = List.copyOf(test);
    sample = List.copyOf(sample);
  }

  /** Builds the vocabulary from the training rows and encodes all rows with it. */
  public static TrainingSet of(AgNews data, Protocol protocol) {
    return of(data.train(), data.test(), protocol);
  }

  static TrainingSet of(List<NewsRow> train, List<NewsRow> test, Protocol protocol) {
    WordTokenizer tokenizer = new WordTokenizer();
    WordCounts counts = new WordCounts();
    train.forEach(row -> counts.add(tokenizer.tokenize(row.text())));
    Vocabulary vocabulary = counts.vocabulary(protocol.vocabularyThreshold());
    TextEncoder encoder = new TextEncoder(vocabulary);
    List<Example> encodedTest = encode(test, encoder);
    return new TrainingSet(
        vocabulary, encode(train, encoder), encodedTest, EvaluationSample.of(encodedTest));
  }

  private static List<Example> encode(List<NewsRow> rows, TextEncoder encoder) {
    return rows.stream().map(row -> new Example(encoder.encode(row.text()), row.label())).toList();
  }
}
