package dev.newsdesk.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.TinyStateDict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDictTest {

  private static final Architecture GRU = TinyStateDict.architecture(RecurrentKind.GRU, 1, false);
  private static final String NO_NETWORK = "The weights file %s is of no network (";
  private static final String REMEDY =
      ": import the state_dict() of one of the notebook's classes.";

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void startEngine() {
    SmallExperiment.startEngine();
  }

  @ParameterizedTest
  @CsvSource({
    "RNN,1,false",
    "RNN,2,true",
    "GRU,1,false",
    "GRU,1,true",
    "GRU,2,true",
    "LSTM,2,false",
    "LSTM,3,true"
  })
  void tellsTheNetworkFromNamesAndShapes(RecurrentKind kind, int layers, boolean bidirectional)
      throws IOException {
    Architecture written = TinyStateDict.architecture(kind, layers, bidirectional);
    Path file = TinyStateDict.weights(file(), written);

    assertThat(StateDict.read(file).architecture(Pooling.MEAN)).isEqualTo(written);
  }

  @Test
  void takesThePoolingThatItIsTold() throws IOException {
    StateDict stateDict = StateDict.read(TinyStateDict.weights(file(), GRU));

    assertThat(stateDict.architecture(Pooling.TOKEN_MAX).pooling()).isEqualTo(Pooling.TOKEN_MAX);
  }

  @Test
  void keepsTheBytesOfWeightsOfUpTo32Bits() throws IOException {
    for (DataType type : List.of(DataType.FLOAT16, DataType.FLOAT32)) {
      Path file = TinyStateDict.weights(file(), GRU, type, (tensors, manager) -> {});

      assertThat(StateDict.read(file).weights().toSafetensors())
          .isEqualTo(Files.readAllBytes(file));
    }
  }

  @Test
  void halvesWeightsOf64Bits() throws IOException {
    Path file = TinyStateDict.weights(file(), GRU, DataType.FLOAT64, (tensors, manager) -> {});

    byte[] kept = StateDict.read(file).weights().toSafetensors();

    assertThat(Weights.ofSafetensors(kept).shapes()).hasSize(9);
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).contains("F32").doesNotContain("F64");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = folder.resolve("nowhere");

    assertThatThrownBy(() -> StateDict.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("The weights file " + file + " is not there: name one that is.");
  }

  @Test
  void refusesAFolder() {
    assertThatThrownBy(() -> StateDict.read(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("The weights file " + folder + " cannot be read (")
        .hasMessageEndingWith("): check it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PK, a pickle that torch.save wrote"})
  void refusesWhatIsNoSafetensors(String content) throws IOException {
    assertNotWhole(Files.writeString(file(), content));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{,",
        "{\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[2]}}",
        "{\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}",
        "{\"linear.bias\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}"
      })
  void refusesAHeaderThatDoesNotDescribeTheFile(String header) throws IOException {
    assertNotWhole(withHeader(header));
  }

  @Test
  void refusesAFileThatWasCutShort() throws IOException {
    Path file = TinyStateDict.weights(file(), GRU);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertNotWhole(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"I32", "BF16"})
  void refusesNumbersOfOtherTypes(String type) throws IOException {
    Path file =
        withHeader(
            "{\"linear.bias\":{\"dtype\":\"" + type + "\",\"shape\":[2],\"data_offsets\":[0,8]}}");

    assertThatThrownBy(() -> StateDict.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The weights file "
                + file
                + " cannot be imported (The tensor linear.bias has the type "
                + type
                + ", and weights are F16, F32 or F64 (float16, float32, float64)): save the"
                + " state_dict() as floats with safetensors.torch's save_file, and copy all of it.");
  }

  @Test
  void passesOverTheMetadataThatPyTorchWrites() throws IOException {
    Path file =
        withHeader(
            "{\"__metadata__\":{\"format\":\"pt\"},\"linear.bias\":"
                + "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");

    assertThatThrownBy(() -> StateDict.read(file).architecture(Pooling.MAX))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("The tensor rnn.weight_hh_l0 of " + file + " is missing" + REMEDY);
  }

  @Test
  void refusesAMissingTensor() throws IOException {
    assertRefused(
        (tensors, manager) -> tensors.remove("projection.weight"),
        "The tensor projection.weight of %s is missing" + REMEDY);
    assertRefused(
        (tensors, manager) -> tensors.remove("rnn.bias_ih_l0"),
        NO_NETWORK + "The tensor rnn.bias_ih_l0 should be (24) and is missing)" + REMEDY);
  }

  @Test
  void refusesATensorOfAnotherShape() throws IOException {
    assertRefused(
        (tensors, manager) -> {
          tensors.remove("embedding.weight");
          tensors.add(TinyStateDict.named("embedding.weight", manager.zeros(new Shape(9))));
        },
        "The tensor embedding.weight of %s is (9), which is no matrix" + REMEDY);
    assertRefused(
        (tensors, manager) -> {
          tensors.remove("linear.weight");
          tensors.add(TinyStateDict.named("linear.weight", manager.zeros(new Shape(8, 16))));
        },
        NO_NETWORK + "The tensor linear.weight should be (8, 8) and is (8, 16))" + REMEDY);
  }

  @Test
  void refusesACellThatItDoesNotKnow() throws IOException {
    assertRefused(
        (tensors, manager) -> {
          tensors.remove("rnn.weight_hh_l0");
          tensors.add(TinyStateDict.named("rnn.weight_hh_l0", manager.zeros(new Shape(16, 8))));
        },
        "The tensor rnn.weight_hh_l0 of %s is (16, 8), which no cell has: import an nn.RNN, nn.GRU"
            + " or nn.LSTM.");
  }

  @Test
  void refusesOtherClassesThanAgNews() throws IOException {
    assertRefused(
        (tensors, manager) -> {
          tensors.remove("projection.weight");
          tensors.add(TinyStateDict.named("projection.weight", manager.zeros(new Shape(5, 8))));
        },
        "The network of %s has 5 classes and AG News 4: import one that was trained on AG News.");
  }

  @Test
  void refusesTensorsThatNoNetworkHas() throws IOException {
    assertRefused(
        (tensors, manager) -> {
          tensors.add(TinyStateDict.named("rnn.weight_hh_l2", manager.zeros(new Shape(24, 8))));
          tensors.add(TinyStateDict.named("attention.bias", manager.zeros(new Shape(8))));
        },
        NO_NETWORK + "No network has the tensors [attention.bias, rnn.weight_hh_l2])" + REMEDY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.", "_orig_mod.", "module._orig_mod.", "_orig_mod.module."})
  void passesOverWhatPyTorchsWrappersPutBeforeNames(String prefix) throws IOException {
    Path wrapped =
        TinyStateDict.weights(
            folder.resolve("wrapped"),
            GRU,
            DataType.FLOAT16,
            (tensors, manager) -> tensors.forEach(one -> one.setName(prefix + one.getName())));

    StateDict stateDict = StateDict.read(wrapped);

    assertThat(stateDict.architecture(Pooling.MEAN)).isEqualTo(GRU);
    assertThat(new String(stateDict.weights().toSafetensors(), StandardCharsets.ISO_8859_1))
        .contains("F16")
        .doesNotContain("F32", prefix);
  }

  @Test
  void passesOverAByteOrderMarkOfTheVocabulary() throws IOException {
    StateDict stateDict = StateDict.read(TinyStateDict.weights(file(), GRU));
    Path words = TinyStateDict.vocabulary(folder.resolve("vocabulary.txt"));
    Files.writeString(words, "\ufeff" + Files.readString(words));

    assertThat(stateDict.vocabulary(words).id("profit")).isEqualTo(6);
  }

  @Test
  void readsTheVocabularyOfTheEmbeddingsRows() throws IOException {
    StateDict stateDict = StateDict.read(TinyStateDict.weights(file(), GRU));
    Path words = TinyStateDict.vocabulary(folder.resolve("vocabulary.txt"));

    assertThat(stateDict.vocabulary(words).id("profit")).isEqualTo(6);
  }

  @Test
  void refusesAVocabularyThatIsNotThereOrNoText() throws IOException {
    StateDict stateDict = StateDict.read(TinyStateDict.weights(file(), GRU));
    Path nowhere = folder.resolve("nowhere");
    Path latin1 =
        Files.write(folder.resolve("latin1"), "café\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> stateDict.vocabulary(nowhere))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("The vocabulary file " + nowhere + " is not there: name one that is.");
    assertThatThrownBy(() -> stateDict.vocabulary(latin1))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("The vocabulary file " + latin1 + " cannot be read (")
        .hasMessageEndingWith("): check it.");
  }

  @Test
  void refusesAVocabularyOfAnotherLength() throws IOException {
    Path file = TinyStateDict.weights(file(), GRU);
    Path words = words();
    List<String> lines = new ArrayList<>(Files.readAllLines(words));
    lines.add("one more");
    Files.write(words, lines);

    assertThatThrownBy(() -> StateDict.read(file).vocabulary(words))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The vocabulary "
                + words
                + " has 10 lines and the embedding of "
                + file
                + " has 9 rows: name the vocabulary that the network was trained with.");
  }

  @Test
  void refusesAVocabularyThatDoesNotBeginWithTheSpecialTokens() throws IOException {
    StateDict stateDict = StateDict.read(TinyStateDict.weights(file(), GRU));
    Path words = words();
    List<String> lines = new ArrayList<>(Files.readAllLines(words));
    lines.set(3, "padding");
    Files.write(words, lines);

    assertThatThrownBy(() -> stateDict.vocabulary(words))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The vocabulary "
                + words
                + " does not begin with <unk> <bos> <eos> <pad>: write the words in the order of"
                + " their ids, one a line.");
  }

  @Test
  void refusesAVocabularyWithAWordTwice() throws IOException {
    StateDict stateDict = StateDict.read(TinyStateDict.weights(file(), GRU));
    Path words = words();
    List<String> lines = new ArrayList<>(Files.readAllLines(words));
    lines.set(8, "goal");
    Files.write(words, lines);

    assertThatThrownBy(() -> stateDict.vocabulary(words))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "The vocabulary "
                + words
                + " is malformed (The word 'goal' stands twice): write each word once, in the order"
                + " of their ids.");
  }

  private static void assertNotWhole(Path file) {
    assertThatThrownBy(() -> StateDict.read(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "The weights file "
                + file
                + " cannot be imported (The weights are no whole safetensors file: ")
        .hasMessageEndingWith(
            "): save the state_dict() as floats with safetensors.torch's save_file, and copy all of"
                + " it.");
  }

  /** Writes a file with a header and eight bytes of data. */
  private Path withHeader(String header) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES + json.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array();
    return Files.write(file(), bytes);
  }

  private void assertRefused(TinyStateDict.Change change, String message) throws IOException {
    Path file = spoilt(change);

    assertThatThrownBy(() -> StateDict.read(file).architecture(Pooling.MAX))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(message.formatted(file));
  }

  private Path spoilt(TinyStateDict.Change change) throws IOException {
    return TinyStateDict.weights(file(), GRU, DataType.FLOAT32, change);
  }

  private Path words() throws IOException {
    return TinyStateDict.vocabulary(folder.resolve("vocabulary.txt"));
  }

  private Path file() {
    return folder.resolve("model.safetensors");
  }
}
