package dev.newsdesk.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.trainer.SyntheticNews;
import dev.newsdesk.trainer.TinyStateDict;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointImportTest {

  private static final int TEST_ROWS = 40;

  @TempDir private static Path folder = Path.of("");

  private static AgNews data;
  private static Path words = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    data = new AgNews(SyntheticNews.writeTo(folder.resolve("data"), 4, TEST_ROWS));
    words = TinyStateDict.vocabulary(folder.resolve("vocabulary.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "RNN,1,false",
    "RNN,1,true",
    "GRU,1,false",
    "GRU,2,true",
    "LSTM,2,false",
    "LSTM,1,true"
  })
  void writesACheckpointThatLoadsAndStatesItsAccuracy(
      RecurrentKind kind, int layers, boolean bidirectional) throws IOException {
    Architecture architecture = TinyStateDict.architecture(kind, layers, bidirectional);
    Path weights = TinyStateDict.weights(folder.resolve("weights"), architecture);
    Path target = folder.resolve("checkpoint");

    CheckpointManifest written = imported(weights, "mine", target);

    try (TextClassifier classifier = TextClassifier.load(target, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      CheckpointManifest manifest = classifier.checkpoint().manifest();
      CheckpointAccuracy measured =
          CheckpointAccuracy.measure(predictor, classifier.encoder(), data.test());
      assertThat(manifest.id()).isEqualTo(written.id()).matches("mine-[0-9a-f]{8}");
      assertThat(manifest.architecture()).isEqualTo(architecture);
      assertThat(manifest.labels()).isEqualTo(AgNews.LABELS);
      assertThat(manifest.training().experiment()).isEqualTo("mine");
      assertThat(manifest.accuracy())
          .isEqualTo(
              new CheckpointManifest.Accuracy(
                  measured.notebook().accuracy(),
                  measured.test().accuracy(),
                  TEST_ROWS,
                  null,
                  measured.categories()));
      assertThat(classifier.checkpoint().modelCard())
          .contains("The weights were imported; nothing is known of how they were trained.");
      assertThat(classifier.checkpoint().golden()).hasSize(10);
    }
    assertThat(CheckpointReader.read(target).weights().toSafetensors())
        .isEqualTo(Files.readAllBytes(weights));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT16,2e-3", "FLOAT64,1e-6"})
  void computesWithOtherFloatsAsWith32Bits(DataType type, double tolerance) throws IOException {
    Architecture lstm = TinyStateDict.architecture(RecurrentKind.LSTM, 1, false);
    Path weights = TinyStateDict.weights(folder.resolve("weights"), lstm);
    Path converted =
        Files.write(
            folder.resolve("converted"),
            Weights.ofSafetensors(Files.readAllBytes(weights)).storedAs(type).toSafetensors());
    imported(weights, "plain", folder.resolve("plain"));
    imported(converted, "other", folder.resolve("other"));

    Map<String, Double> plain = firstGolden(folder.resolve("plain"));
    firstGolden(folder.resolve("other"))
        .forEach(
            (label, probability) ->
                assertThat(probability).isCloseTo(plain.get(label), within(tolerance)));
  }

  @Test
  void writesNothingWhenTheVocabularyDoesNotFit() throws IOException {
    Path weights =
        TinyStateDict.weights(
            folder.resolve("weights"), TinyStateDict.architecture(RecurrentKind.GRU, 1, false));
    Path empty = Files.writeString(folder.resolve("empty"), "");
    Path target = folder.resolve("none");

    assertThatThrownBy(
            () ->
                new CheckpointImport(data)
                    .write(StateDict.read(weights), empty, Pooling.MAX, "mine", target))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("The vocabulary " + empty + " has 0 lines");
    assertThat(target).doesNotExist();
  }

  private static CheckpointManifest imported(Path weights, String name, Path target) {
    return new CheckpointImport(data)
        .write(StateDict.read(weights), words, Pooling.MEAN, name, target);
  }

  private static Map<String, Double> firstGolden(Path checkpoint) {
    return CheckpointReader.read(checkpoint).golden().get(0).probabilities();
  }
}
