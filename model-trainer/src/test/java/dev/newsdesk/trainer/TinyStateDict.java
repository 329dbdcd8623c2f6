package dev.newsdesk.trainer;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The state_dict of a tiny network with random weights, and a vocabulary that fits it. */
public final class TinyStateDict {

  private static final List<String> WORDS = List.of("treaty", "goal", "profit", "software", "the");

  private TinyStateDict() {}

  /** Returns a network that fits {@link #vocabulary}. */
  public static Architecture architecture(RecurrentKind kind, int layers, boolean bidirectional) {
    int words = Vocabulary.SPECIAL_TOKENS.size() + WORDS.size();
    return new Architecture(kind, layers, bidirectional, 8, Pooling.MEAN, 0, 0, words, 4);
  }

  /** Writes the words, the special tokens first. */
  public static Path vocabulary(Path file) throws IOException {
    return Files.write(
        file, Stream.concat(Vocabulary.SPECIAL_TOKENS.stream(), WORDS.stream()).toList());
  }

  /** Writes a network's weights as a type, after a change. */
  public static Path weights(Path file, Architecture architecture, DataType type, Change change)
      throws IOException {
    SmallExperiment.startEngine();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      RecurrentTextClassifier network = new RecurrentTextClassifier(architecture);
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
      NDList tensors = new NDList();
      for (Parameter parameter : network.getParameters().values()) {
        tensors.add(named(parameter.getName(), parameter.getArray().toType(type, true)));
      }
      change.make(tensors, manager);
      return Files.write(file, tensors.encode(NDList.Encoding.SAFETENSORS));
    }
  }

  /** Writes a network's weights. */
  public static Path weights(Path file, Architecture architecture) throws IOException {
    return weights(file, architecture, DataType.FLOAT32, (tensors, manager) -> {});
  }

  /** Names a tensor. */
  public static NDArray named(String name, NDArray tensor) {
    tensor.setName(name);
    return tensor;
  }

  /** Spoils a state_dict. */
  public interface Change {

    /** Adds or removes tensors. */
    void make(NDList tensors, NDManager manager);
  }
}
