package dev.newsdesk.trainer.publishing;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.newsdesk.classifier.checkpoint.BoundedFile;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.trainer.data.AgNews;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The {@code state_dict()} of one of the notebook's PyTorch classes, saved as safetensors. Its
 * names and shapes tell the whole network but for how it pools; what they do not tell is left at 0.
 */
public final class StateDict {

  /** Of {@code DataParallel} and its like, and of {@code torch.compile}. */
  private static final List<String> WRAPPERS = List.of("module.", "_orig_mod.");

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Path file;
  private final Weights weights;
  private final Map<String, Shape> shapes;

  private StateDict(Path file, Weights weights) {
    this.file = file;
    this.weights = weights;
    this.shapes = weights.shapes();
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException when it is missing, no safetensors, or holds other than floats
   */
  public static StateDict read(Path file) {
    byte[] bytes = bytes(file);
    try {
      Weights weights = unwrapped(Weights.ofSafetensors(bytes));
      weights.requireFinite();
      return new StateDict(file, weights);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "The weights file "
              + file
              + " cannot be imported ("
              + sentence(e)
              + "): save the state_dict() as floats with safetensors.torch's save_file, and copy all"
              + " of it.",
          e);
    }
  }

  /** PyTorch's wrappers of a network put these before its names, one after the other. */
  private static Weights unwrapped(Weights wrapped) {
    Weights weights = wrapped;
    Weights before;
    do {
      before = weights;
      for (String prefix : WRAPPERS) {
        weights = weights.withoutPrefix(prefix);
      }
    } while (weights != before);
    return weights;
  }

  /** Returns the weights as they are in the file, or in 32 bits where they have more. */
  public Weights weights() {
    return weights.hasDoubles() ? weights.storedAs(DataType.FLOAT32) : weights;
  }

  /**
   * Infers the network, which must have exactly these tensors.
   *
   * @throws CheckpointException when no network of the notebook's has them
   */
  public Architecture architecture(Pooling pooling) {
    Shape recurrent = matrix("rnn.weight_hh_l0");
    long rows = matrix("projection.weight").get(0);
    int classes = AgNews.LABELS.size();
    if (rows != classes) {
      throw new CheckpointException(
          "The network of "
              + file
              + " has "
              + rows
              + " classes and AG News "
              + classes
              + ": import one that was trained on AG News.");
    }
    int layers = 1;
    while (shapes.containsKey("rnn.weight_hh_l" + layers)) {
      layers++;
    }
    try {
      Architecture architecture =
          new Architecture(
              kind(recurrent),
              layers,
              shapes.containsKey("rnn.weight_hh_l0_reverse"),
              Math.toIntExact(recurrent.get(1)),
              pooling,
              // Dropout has no tensors, and does nothing outside training.
              0,
              0,
              Math.toIntExact(matrix("embedding.weight").get(0)),
              classes);
      weights.requireFits(new RecurrentTextClassifier(architecture));
      return architecture;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CheckpointException(
          "The weights file "
              + file
              + " is of no network ("
              + sentence(e)
              + "): import the state_dict() of one of the notebook's classes.",
          e);
    }
  }

  /**
   * Reads the words of the embedding's rows, one a line.
   *
   * @throws CheckpointException when they do not begin with the special tokens, a word stands
   *     twice, or there are not as many as rows
   */
  public Vocabulary vocabulary(Path words) {
    List<String> lines = lines(words);
    long rows = matrix("embedding.weight").get(0);
    if (lines.size() != rows) {
      throw new CheckpointException(
          "The vocabulary "
              + words
              + " has "
              + lines.size()
              + " lines and the embedding of "
              + file
              + " has "
              + rows
              + " rows: name the vocabulary that the network was trained with.");
    }
    int special = Vocabulary.SPECIAL_TOKENS.size();
    if (!lines.stream().limit(special).toList().equals(Vocabulary.SPECIAL_TOKENS)) {
      throw new CheckpointException(
          "The vocabulary "
              + words
              + " does not begin with "
              + String.join(" ", Vocabulary.SPECIAL_TOKENS)
              + ": write the words in the order of their ids, one a line.");
    }
    try {
      return new Vocabulary(lines);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "The vocabulary "
              + words
              + " is malformed ("
              + sentence(e)
              + "): write each word once, in the order of their ids.",
          e);
    }
  }

  private RecurrentKind kind(Shape recurrent) {
    return Arrays.stream(RecurrentKind.values())
        .filter(kind -> recurrent.get(0) == kind.gates() * recurrent.get(1))
        .findFirst()
        .orElseThrow(
            () ->
                new CheckpointException(
                    "The tensor rnn.weight_hh_l0 of "
                        + file
                        + " is "
                        + recurrent
                        + ", which no cell has: import an nn.RNN, nn.GRU or nn.LSTM."));
  }

  private Shape matrix(String name) {
    Shape shape = shapes.get(name);
    if (shape == null || shape.dimension() != 2 || shape.size() == 0) {
      throw new CheckpointException(
          "The tensor "
              + name
              + " of "
              + file
              + " is "
              + (shape == null ? "missing" : shape + ", which is no matrix")
              + ": import the state_dict() of one of the notebook's classes.");
    }
    return shape;
  }

  private static List<String> lines(Path words) {
    try {
      return text(words).lines().toList();
    } catch (IOException e) {
      throw unreadable(words, "vocabulary", e);
    }
  }

  private static String text(Path file) throws IOException {
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(BoundedFile.bytes(file)))
            .toString();
    // Windows programs begin a file with one.
    return text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text;
  }

  private static byte[] bytes(Path file) {
    try {
      return BoundedFile.bytes(file);
    } catch (IOException e) {
      throw unreadable(file, "weights", e);
    }
  }

  private static String sentence(RuntimeException e) {
    return String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
  }

  private static CheckpointException unreadable(Path file, String what, IOException e) {
    return new CheckpointException(
        e instanceof NoSuchFileException
            ? "The " + what + " file " + file + " is not there: name one that is."
            : "The " + what + " file " + file + " cannot be read (" + e + "): check it.",
        e);
  }
}
