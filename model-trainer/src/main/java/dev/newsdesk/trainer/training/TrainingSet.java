package dev.newsdesk.trainer.training;

import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordCounts;
import dev.newsdesk.classifier.text.WordTokenizer;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.EvaluationSample;
import dev.newsdesk.trainer.data.HeldOutSplit;
import dev.newsdesk.trainer.data.NewsRow;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Protocol;
import java.util.List;

/**
 * The rows of a run, encoded.
 *
 * @param vocabulary made of the training rows
 * @param train what is trained on
 * @param heldOut training rows kept aside to select by, possibly none
 * @param test the full test set
 * @param sample the notebook's evaluation sample of the test set
 */
public record TrainingSet(
    Vocabulary vocabulary,
    List<Example> train,
    List<Example> heldOut,
    List<Example> test,
    List<Example> sample) {

  /** Copies the collections. */
  public TrainingSet {
    train = List.copyOf(train);
    heldOut = List.copyOf(heldOut);
    test = List.copyOf(test);
    sample = List.copyOf(sample);
  }

  /**
   * Splits the training rows as the protocol says, builds the vocabulary from those trained on and
   * encodes all rows with it.
   */
  public static TrainingSet of(AgNews data, Protocol protocol) {
    return of(data.train(), data.test(), protocol);
  }

  static TrainingSet of(List<NewsRow> rows, List<NewsRow> test, Protocol protocol) {
    HeldOutSplit split =
        HeldOutSplit.of(rows, protocol.selection().heldOutShare(), protocol.rowShare());
    List<NewsRow> train = split.train();
    WordTokenizer tokenizer = new WordTokenizer();
    WordCounts counts = new WordCounts();
    train.forEach(row -> counts.add(tokenizer.tokenize(row.text())));
    Vocabulary vocabulary = counts.vocabulary(protocol.vocabularyThreshold());
    TextEncoder encoder = new TextEncoder(vocabulary);
    List<Example> encodedTest = encode(test, encoder);
    return new TrainingSet(
        vocabulary,
        encode(train, encoder),
        encode(split.heldOut(), encoder),
        encodedTest,
        EvaluationSample.of(encodedTest));
  }

  private static List<Example> encode(List<NewsRow> rows, TextEncoder encoder) {
    return rows.stream().map(row -> Example.of(row, encoder)).toList();
  }
}
