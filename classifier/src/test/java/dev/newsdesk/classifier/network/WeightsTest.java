package dev.newsdesk.classifier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.newsdesk.classifier.Reference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WeightsTest {

  private static final Architecture ARCHITECTURE =
      new Architecture(RecurrentKind.LSTM, 2, true, 8, Pooling.MAX, 0.1, 0, 40, 4);

  private NDManager manager;

  @BeforeEach
  void open() {
    TorchEngine.configure(1);
    manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void comeBackExactlyFrom32Bits() throws IOException {
    RecurrentTextClassifier network = initialized();
    byte[] stored = Weights.of(network).storedAs(DataType.FLOAT32).toSafetensors();
    RecurrentTextClassifier again = new RecurrentTextClassifier(ARCHITECTURE);
    Weights.ofSafetensors(stored).applyTo(again, manager);

    assertThat(Reference.tensors(stored).values()).allMatch(tensor -> tensor.startsWith("F32["));
    assertThat(again.getParameters().keys()).isEqualTo(network.getParameters().keys());
    for (String name : network.getParameters().keys()) {
      assertThat(values(again, name)).as(name).containsExactly(values(network, name));
    }
  }

  @Test
  void comeBackFrom16BitsRoundedAndAs32BitFloats() throws IOException {
    RecurrentTextClassifier network = initialized();
    Weights half = Weights.of(network).storedAs(DataType.FLOAT16);
    RecurrentTextClassifier again = new RecurrentTextClassifier(ARCHITECTURE);
    half.applyTo(again, manager);

    assertThat(Reference.tensors(half.toSafetensors()).values())
        .allMatch(tensor -> tensor.startsWith("F16["));
    for (String name : network.getParameters().keys()) {
      assertThat(again.getParameters().get(name).getArray().getDataType())
          .isEqualTo(DataType.FLOAT32);
      float[] expected = values(network, name);
      float[] actual = values(again, name);
      for (int i = 0; i < expected.length; i++) {
        // Half precision holds 11 significant bits; the smallest step near 0 is 2^-24.
        float error = Math.max(Math.abs(expected[i]) / 2048, 1f / (1 << 24));
        assertThat(actual[i]).as(name).isCloseTo(expected[i], within(error));
      }
    }
  }

  @Test
  void survivesTheNetworkTheyWereTakenFrom() {
    RecurrentTextClassifier network = initialized();
    float[] expected = values(network, "linear.weight");
    Weights weights = Weights.of(network);
    network.getParameters().get("linear.weight").getArray().muli(0);
    RecurrentTextClassifier again = new RecurrentTextClassifier(ARCHITECTURE);
    weights.applyTo(again, manager);

    assertThat(values(again, "linear.weight")).containsExactly(expected);
  }

  /** DJL's {@code toType} shares memory with a decoded file, which is freed with the file. */
  @Test
  void stayWhatTheyAreWhenTheFilesMemoryIsUsedAgain() {
    RecurrentTextClassifier network = initialized();
    RecurrentTextClassifier again = new RecurrentTextClassifier(ARCHITECTURE);
    Weights.of(network).applyTo(again, manager);
    for (int round = 0; round < 20; round++) {
      System.gc();
      for (NDArray tensor :
          network.getParameters().values().stream().map(Parameter::getArray).toList()) {
        ByteBuffer memory = ByteBuffer.allocateDirect((int) tensor.size() * Float.BYTES);
        while (memory.hasRemaining()) {
          memory.put((byte) -1);
        }
      }
    }

    for (String name : network.getParameters().keys()) {
      assertThat(values(again, name)).as(name).containsExactly(values(network, name));
    }
  }

  @Test
  void takingThemLeavesNoArraysWithTheNetwork() {
    RecurrentTextClassifier network = initialized();
    int before = manager.getManagedArrays().size();
    Weights.of(network).storedAs(DataType.FLOAT16);
    Weights.of(network);

    assertThat(before).isEqualTo(network.getParameters().size());
    assertThat(manager.getManagedArrays()).hasSize(before);
  }

  @Test
  void applyingThemLeavesOneArrayAParameter() {
    Weights weights = Weights.of(initialized()).storedAs(DataType.FLOAT16);
    try (NDManager own = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      RecurrentTextClassifier network = new RecurrentTextClassifier(ARCHITECTURE);
      weights.applyTo(network, own);

      assertThat(own.getManagedArrays()).hasSize(network.getParameters().size());
    }
  }

  @Test
  void refusesAFileWithoutATensor() {
    Weights oneDirection =
        of(new Architecture(RecurrentKind.LSTM, 2, false, 8, Pooling.MAX, 0, 0, 40, 4));

    assertRefused(
        oneDirection, "The tensor rnn.weight_ih_l0_reverse should be (32, 8) and is missing.");
  }

  @Test
  void refusesATensorOfAnotherShape() {
    assertRefused(
        of(new Architecture(RecurrentKind.LSTM, 2, true, 8, Pooling.MAX, 0, 0, 41, 4)),
        "The tensor embedding.weight should be (40, 8) and is (41, 8).");
  }

  @Test
  void refusesTensorsLeftOver() {
    Weights both = of(ARCHITECTURE);
    RecurrentTextClassifier oneLayer =
        new RecurrentTextClassifier(
            new Architecture(RecurrentKind.LSTM, 1, true, 8, Pooling.MAX, 0, 0, 40, 4));

    assertThatThrownBy(() -> both.applyTo(oneLayer, manager))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("No network has the tensors [")
        .hasMessageContaining("rnn.bias_hh_l1_reverse")
        .hasMessageNotContaining("_l0");
  }

  static List<Arguments> notSafetensors() throws IOException {
    byte[] good = Reference.bytes("networks/rnn.safetensors");
    byte[] text = "<html>Not found</html>".getBytes(StandardCharsets.UTF_8);
    byte[] zip = {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0};
    return List.of(
        Arguments.argumentSet("nothing", new byte[0]),
        Arguments.argumentSet("one byte", new byte[1]),
        Arguments.argumentSet("zeros", new byte[64]),
        Arguments.argumentSet("a web page", text),
        Arguments.argumentSet("a ZIP file", zip),
        Arguments.argumentSet("half a file", Arrays.copyOf(good, good.length / 2)),
        Arguments.argumentSet("half a header", Arrays.copyOf(good, 100)),
        Arguments.argumentSet("a huge header", header(Long.MAX_VALUE, "{}")),
        Arguments.argumentSet("a negative header", header(-1, "{}")),
        Arguments.argumentSet("a header of two gigabytes", header(Integer.MAX_VALUE, "{}")),
        Arguments.argumentSet("a header that is no JSON", header(7, "{\"abc\":")));
  }

  @ParameterizedTest
  @MethodSource("notSafetensors")
  void refusesWhatIsNoSafetensorsFile(byte[] bytes) {
    assertThatThrownBy(() -> Weights.ofSafetensors(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The weights are no whole safetensors file: ")
        .hasMessageEndingWith(".");
  }

  @Test
  void laterChangesOfTheBytesDoNotReachThem() throws IOException {
    byte[] bytes = Reference.bytes("networks/rnn.safetensors");
    Weights weights = Weights.ofSafetensors(bytes);
    bytes[200] ^= 1;
    weights.toSafetensors()[300] ^= 1;

    assertThat(weights.toSafetensors()).isEqualTo(Reference.bytes("networks/rnn.safetensors"));
  }

  private void assertRefused(Weights weights, String message) {
    RecurrentTextClassifier network = new RecurrentTextClassifier(ARCHITECTURE);

    assertThatThrownBy(() -> weights.applyTo(network, manager))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(manager.getManagedArrays()).isEmpty();
  }

  private static byte[] header(long length, String json) {
    byte[] content = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(content)
        .array();
  }

  private static Weights of(Architecture architecture) {
    RecurrentTextClassifier network = new RecurrentTextClassifier(architecture);
    try (NDManager own = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      network.initialize(own, DataType.FLOAT32, new Shape(1, 1));
      return Weights.of(network);
    }
  }

  private RecurrentTextClassifier initialized() {
    RecurrentTextClassifier network = new RecurrentTextClassifier(ARCHITECTURE);
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
    return network;
  }

  private static float[] values(RecurrentTextClassifier network, String name) {
    return network.getParameters().get(name).getArray().toFloatArray();
  }
}
