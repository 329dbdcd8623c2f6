package dev.newsdesk.classifier.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.TinyCheckpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest.TextPipeline;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The id of a checkpoint changes with whatever changes an answer, and with nothing else. */
class CheckpointIdTest {

  private static final Weights WEIGHTS = TinyCheckpoint.weights(network -> {});
  private static final List<String> LABELS = TinyCheckpoint.LABELS;
  private static final Vocabulary WORDS = TinyCheckpoint.VOCABULARY;
  private static final TextPipeline TEXT = new TextPipeline(WordTokenizer.NAME, 256, 2);

  private final String id = id(Pooling.MAX, TEXT, LABELS, WORDS, WEIGHTS);

  @Test
  void isTheExperimentAndAHash() {
    assertThat(id).matches("tiny-[0-9a-f]{8}");
  }

  @Test
  void staysForTheSameAnswers() {
    assertThat(id(Pooling.MAX, TEXT, LABELS, WORDS, TinyCheckpoint.weights(network -> {})))
        .isEqualTo(id);
    assertThat(
            id(Pooling.MAX, new TextPipeline(WordTokenizer.NAME, 256, 9), LABELS, WORDS, WEIGHTS))
        .as("how the words were chosen")
        .isEqualTo(id);
  }

  @Test
  void tellsWeightsApart() {
    Weights others =
        TinyCheckpoint.weights(
            network ->
                Objects.requireNonNull(network.getParameters().get("linear.bias"))
                    .getArray()
                    .addi(1));
    assertThat(id(Pooling.MAX, TEXT, LABELS, WORDS, others)).isNotEqualTo(id);
  }

  @Test
  void tellsPoolingsApart() {
    assertThat(id(Pooling.MEAN, TEXT, LABELS, WORDS, WEIGHTS)).isNotEqualTo(id);
  }

  @Test
  void tellsWordsAndTheirOrderApart() {
    List<String> words = new ArrayList<>(WORDS.words());
    Collections.swap(words, 10, 11);
    assertThat(id(Pooling.MAX, TEXT, LABELS, new Vocabulary(words), WEIGHTS)).isNotEqualTo(id);
  }

  @Test
  void tellsTextsCutElsewhereApart() {
    TextPipeline cut = new TextPipeline(WordTokenizer.NAME, 128, 2);
    assertThat(id(Pooling.MAX, cut, LABELS, WORDS, WEIGHTS)).isNotEqualTo(id);
  }

  @Test
  void tellsCategoriesApart() {
    List<String> others = new ArrayList<>(LABELS);
    Collections.reverse(others);
    assertThat(id(Pooling.MAX, TEXT, others, WORDS, WEIGHTS)).isNotEqualTo(id);
  }

  private static String id(
      Pooling pooling,
      TextPipeline text,
      List<String> labels,
      Vocabulary vocabulary,
      Weights weights) {
    Architecture network =
        new Architecture(
            RecurrentKind.GRU, 1, false, 8, pooling, 0, 0, vocabulary.size(), labels.size());
    return Checkpoint.id("tiny", network, text, labels, vocabulary, weights);
  }
}
