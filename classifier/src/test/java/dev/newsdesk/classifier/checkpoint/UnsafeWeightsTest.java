package dev.newsdesk.classifier.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.newsdesk.classifier.TinyCheckpoint;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.network.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights whose hashes are right and whose bytes are not: nothing of them reaches the engine. */
class UnsafeWeightsTest {

  private static final String REMEDY = "): restore the checkpoint or publish it again.";

  /** The first tensor of the file, as its header has it. */
  private static final String FIRST =
      "{\"dtype\":\"F32\",\"shape\":[40,8],\"data_offsets\":[0,1280]}";

  private static final Checkpoint CHECKPOINT = TinyCheckpoint.create();
  private static final byte[] GOOD = CHECKPOINT.weights().toSafetensors();

  @TempDir private Path folder = Path.of("");

  /** In a process of their own: what is not refused ends it in native code, without a sentence. */
  @ParameterizedTest
  @ValueSource(strings = {"BF16", "F8_E4M3", "U16", "BOOL", "I64"})
  void typesThatTheEngineEndsTheProcessOnAreRefused(String type)
      throws IOException, InterruptedException {
    Path directory = folder.resolve("tiny");
    new ResealedCheckpoint(CHECKPOINT, directory)
        .put(Checkpoint.WEIGHTS, withFirst("{\"dtype\":\"" + type + "\"" + FIRST.substring(14)));
    Path output = folder.resolve("output");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoadMain.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(Files.readString(output))
        .contains(
            "The checkpoint file "
                + directory.resolve(Checkpoint.WEIGHTS)
                + " is malformed (The tensor embedding.weight has the type "
                + type
                + ", and weights are F16, F32 or F64 (float16, float32, float64)"
                + REMEDY);
    assertThat(process.exitValue()).isEqualTo(LoadMain.REFUSED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"dtype\":\"F32\",\"shape\":[41,8],\"data_offsets\":[0,1280]}    | does not lie within",
        "{\"dtype\":\"F32\",\"shape\":[40,8],\"data_offsets\":[0,1284]}    | does not lie within",
        "{\"dtype\":\"F32\",\"shape\":[40,8],\"data_offsets\":[1280,0]}    | does not lie within",
        "{\"dtype\":\"F32\",\"shape\":[40,8],\"data_offsets\":[4,1284]}    | overlap or leave a gap",
        "{\"dtype\":\"F32\",\"shape\":[40,8],\"data_offsets\":[99999,101279]} | within the file",
        "{\"dtype\":\"F32\",\"shape\":[-40,-8],\"data_offsets\":[0,1280]}  | that is no size",
        "{\"dtype\":\"F32\",\"shape\":[40.0,8],\"data_offsets\":[0,1280]}  | that is no size",
        "{\"dtype\":\"F32\",\"shape\":[\"40\",8],\"data_offsets\":[0,1280]} | that is no size",
        "{\"dtype\":\"F32\",\"shape\":[40,8],\"data_offsets\":[0,1280,1]}  | impossible shape or",
        "{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,1280]}"
            + " | impossible shape",
        "{\"dtype\":\"F32\",\"shape\":[18446744073709551656,8],\"data_offsets\":[0,1280]}"
            + " | that is no size",
        "{\"dtype\":\"F32\",\"shape\":[1,1,1,1,1,1,1,40,8],\"data_offsets\":[0,1280]}"
            + " | impossible shape or",
        "{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[40,8],\"data_offsets\":[0,1280]}"
            + " | Duplicate field 'dtype'",
        "{\"dtype\":\"F32\",\"shape\":[320],\"data_offsets\":[0,1280]}     | should be (40, 8)",
        "{\"dtype\":\"F32\",\"shape\":[8,40],\"data_offsets\":[0,1280]}    | should be (40, 8)",
        "{\"shape\":[40,8],\"data_offsets\":[0,1280]}                      | lacks a type",
        "{\"dtype\":\"F32\",\"data_offsets\":[0,1280]}                     | lacks a type, a shape",
        "7                                                                 | lacks a type, a shape",
      })
  void tensorsThatAreNotAsTheyMustAreRefused(String tensor, String cause) throws IOException {
    Path directory = folder.resolve("tiny");
    new ResealedCheckpoint(CHECKPOINT, directory).put(Checkpoint.WEIGHTS, withFirst(tensor));

    assertRefused(directory, cause);
  }

  @Test
  void numbersThatAreNoneAreRefused() throws IOException {
    Path directory = folder.resolve("tiny");
    byte[] bytes = GOOD.clone();
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(bytes.length - Float.BYTES, Float.NaN);
    new ResealedCheckpoint(CHECKPOINT, directory).put(Checkpoint.WEIGHTS, bytes);

    assertRefused(directory, "has a NaN, an infinity or a number beyond 32 bits");
  }

  @Test
  void bytesBehindTheLastTensorAreRefused() throws IOException {
    Path directory = folder.resolve("tiny");
    new ResealedCheckpoint(CHECKPOINT, directory)
        .put(Checkpoint.WEIGHTS, Arrays.copyOf(GOOD, GOOD.length + 4));

    assertRefused(directory, "it is longer than its tensors");
  }

  /** Each byte of the header in turn, and each way to cut the file short in or after it. */
  @Test
  void aByteOfTheHeaderThatIsNotAsItWasIsRefusedByTheReader() throws IOException {
    Path directory = folder.resolve("tiny");
    ResealedCheckpoint resealed = new ResealedCheckpoint(CHECKPOINT, directory);
    Random random = new Random(15);
    for (int position = 0; position < headerEnd(); position++) {
      byte[] flipped = GOOD.clone();
      flipped[position] ^= (byte) (1 << random.nextInt(Byte.SIZE));
      for (byte[] bytes : List.of(flipped, Arrays.copyOf(GOOD, position))) {
        resealed.put(Checkpoint.WEIGHTS, bytes);
        try {
          requireSame(CheckpointReader.read(directory).weights());
        } catch (CheckpointException e) {
          assertThat(e).hasMessageEndingWith(REMEDY);
        }
      }
    }
  }

  @Property(tries = 4_000)
  void whatIsNotRefusedIsWhatTheNetworkNeeds(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = mutated(random);
    Weights weights;
    try {
      weights = Weights.ofSafetensors(bytes);
      weights.requireFits(new RecurrentTextClassifier(TinyCheckpoint.ARCHITECTURE));
      weights.requireFinite();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).matches("(?s)(The|No) .+\\.");
      return;
    }
    requireSame(weights);
  }

  /** Such weights load, whatever they lost: the engine gets as many finite floats as it expects. */
  private static void requireSame(Weights weights) {
    RecurrentTextClassifier network = new RecurrentTextClassifier(TinyCheckpoint.ARCHITECTURE);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      weights.applyTo(network, manager);
      network
          .getParameters()
          .values()
          .forEach(
              parameter -> {
                float[] numbers = parameter.getArray().toFloatArray();
                assertThat(numbers).hasSize((int) parameter.getShape().size());
                assertThat(
                        IntStream.range(0, numbers.length)
                            .allMatch(i -> Float.isFinite(numbers[i])))
                    .isTrue();
              });
    }
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = random.nextBoolean() ? replacedText(random) : GOOD.clone();
    int changes = random.nextInt(4);
    for (int change = 0; change < changes; change++) {
      int at = random.nextInt(Math.min(bytes.length, headerEnd()));
      bytes[at] = (byte) random.nextInt(1 << Byte.SIZE);
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  /** Replaces a word or number of the header, and mostly puts its length right. */
  private static byte[] replacedText(Random random) {
    String header = header();
    List<String> words =
        Stream.of("\"[A-Za-z0-9_.]+\"", "[0-9]+", "[\\[\\]{},:]")
            .flatMap(pattern -> Pattern.compile(pattern).matcher(header).results())
            .map(match -> match.start() + " " + match.end())
            .toList();
    String[] place = words.get(random.nextInt(words.size())).split(" ", 2);
    List<String> others =
        List.of(
            "\"BF16\"",
            "\"F16\"",
            "\"F64\"",
            "\"I64\"",
            "\"BOOL\"",
            "\"\"",
            "-1",
            "0",
            "1",
            "320",
            "1280",
            "2147483648",
            "9223372036854775808",
            "1e3",
            "null",
            "{}",
            "[",
            "]",
            ",",
            "NaN",
            "\"linear.bias\"",
            "\"__metadata__\"",
            " ",
            "\u0000");
    String changed =
        header.substring(0, Integer.parseInt(place[0]))
            + others.get(random.nextInt(others.size()))
            + header.substring(Integer.parseInt(place[1]));
    int length = random.nextInt(8) == 0 ? random.nextInt() : changed.length();
    return withHeader(changed, length);
  }

  private static byte[] withFirst(String tensor) {
    String header = header();
    assertThat(header).contains(FIRST);
    return withHeader(header.replace(FIRST, tensor), 0);
  }

  private static byte[] withHeader(String header, int length) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + GOOD.length - headerEnd())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length == 0 ? text.length : length)
        .put(text)
        .put(GOOD, headerEnd(), GOOD.length - headerEnd())
        .array();
  }

  private static String header() {
    return new String(GOOD, Long.BYTES, headerEnd() - Long.BYTES, StandardCharsets.UTF_8);
  }

  private static int headerEnd() {
    return Long.BYTES + (int) ByteBuffer.wrap(GOOD).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static void assertRefused(Path directory, String cause) {
    assertThatThrownBy(() -> CheckpointReader.read(directory))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(
            "The checkpoint file " + directory.resolve(Checkpoint.WEIGHTS) + " is malformed (")
        .hasMessageContaining(cause)
        .hasMessageEndingWith(REMEDY);
  }
}
