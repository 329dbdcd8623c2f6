package dev.newsdesk.trainer.publishing;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.newsdesk.classifier.checkpoint.CheckpointException;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.trainer.data.AgNews;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code state_dict()} of one of the notebook's PyTorch classes, saved as safetensors. Its
 * names and shapes tell the whole network but for how it pools; what they do not tell is left at 0.
 */
public final class StateDict {

  private final Path file;
  private final Weights weights;
  private final Map<String, SafetensorsHeader.Tensor> tensors;

  private StateDict(Path file, Weights weights, Map<String, SafetensorsHeader.Tensor> tensors) {
    this.file = file;
    this.weights = weights;
    this.tensors = tensors;
  }

  /**
   * Reads a file.
   *
   * @throws CheckpointException when it is missing, no safetensors, or holds other than floats
   */
  public static StateDict read(Path file) {
    byte[] bytes = bytes(file);
    Map<String, SafetensorsHeader.Tensor> tensors;
    try {
      tensors = SafetensorsHeader.tensors(bytes);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "The weights "
              + file
              + " are no whole safetensors file: save the state_dict() with safetensors.torch's"
              + " save_file, and copy all of it.",
          e);
    }
    tensors.forEach(
        (name, tensor) -> {
          if (!tensor.isFloat()) {
            throw new CheckpointException(
                "The tensor "
                    + name
                    + " of "
                    + file
                    + " has the type "
                    + tensor.type()
                    + ": save it as float32, float16 or float64.");
          }
        });
    return new StateDict(file, Weights.ofSafetensors(bytes), tensors);
  }

  /** Returns the weights as they are in the file, or in 32 bits where they have more. */
  public Weights weights() {
    boolean wide = tensors.values().stream().anyMatch(SafetensorsHeader.Tensor::isWide);
    return wide ? weights.storedAs(DataType.FLOAT32) : weights;
  }

  /**
   * Infers the network, which must have exactly these tensors.
   *
   * @throws CheckpointException when no network of the notebook's has them
   */
  public Architecture architecture(Pooling pooling) {
    Shape recurrent = matrix("rnn.weight_hh_l0");
    int hidden = (int) recurrent.get(1);
    int classes = (int) matrix("projection.weight").get(0);
    if (classes != AgNews.LABELS.size()) {
      throw new CheckpointException(
          "The network of "
              + file
              + " has "
              + classes
              + " classes and AG News "
              + AgNews.LABELS.size()
              + ": import one that was trained on AG News.");
    }
    int layers = 1;
    while (tensors.containsKey("rnn.weight_hh_l" + layers)) {
      layers++;
    }
    Architecture architecture =
        new Architecture(
            kind(recurrent),
            layers,
            tensors.containsKey("rnn.weight_hh_l0_reverse"),
            hidden,
            pooling,
            // Dropout has no tensors, and does nothing outside training.
            0,
            0,
            (int) matrix("embedding.weight").get(0),
            classes);
    requireSame(architecture);
    return architecture;
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
              + String.valueOf(e.getMessage()).replaceFirst("\\.$", "")
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
    SafetensorsHeader.Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().dimension() != 2 || tensor.shape().size() == 0) {
      throw new CheckpointException(
          "The tensor "
              + name
              + " of "
              + file
              + " is "
              + (tensor == null ? "missing" : tensor.shape() + ", which is no matrix")
              + ": import the state_dict() of one of the notebook's classes.");
    }
    return tensor.shape();
  }

  private void requireSame(Architecture architecture) {
    Map<String, SafetensorsHeader.Tensor> left = new TreeMap<>(tensors);
    for (Parameter parameter : new RecurrentTextClassifier(architecture).getParameters().values()) {
      SafetensorsHeader.Tensor tensor = left.remove(parameter.getName());
      if (tensor == null || !tensor.shape().equals(parameter.getShape())) {
        throw new CheckpointException(
            "The tensor "
                + parameter.getName()
                + " of "
                + file
                + " should be "
                + parameter.getShape()
                + " and is "
                + (tensor == null ? "missing" : tensor.shape().toString())
                + ": import the state_dict() of one of the notebook's classes.");
      }
    }
    if (!left.isEmpty()) {
      throw new CheckpointException(
          "The file "
              + file
              + " holds more than the network ("
              + String.join(", ", left.keySet())
              + "): import the state_dict() of one of the notebook's classes.");
    }
  }

  private static List<String> lines(Path words) {
    try {
      return Files.readAllLines(words);
    } catch (IOException e) {
      throw unreadable(words, "vocabulary", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, "weights", e);
    }
  }

  private static CheckpointException unreadable(Path file, String what, IOException e) {
    return new CheckpointException(
        e instanceof NoSuchFileException
            ? "The " + what + " file " + file + " is not there: name one that is."
            : "The " + what + " file " + file + " cannot be read (" + e + "): check it.",
        e);
  }
}
