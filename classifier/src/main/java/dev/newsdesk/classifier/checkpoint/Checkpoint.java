package dev.newsdesk.classifier.checkpoint;

import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A checkpoint in memory.
 *
 * @param manifest what it is
 * @param vocabulary words by id
 * @param weights the network's parameters
 * @param golden samples that a loaded network must reproduce
 * @param modelCard for people: what the network is for, how it was trained, what it cannot do
 */
public record Checkpoint(
    CheckpointManifest manifest,
    Vocabulary vocabulary,
    Weights weights,
    List<GoldenSample> golden,
    String modelCard) {

  /** Version of the directory's layout that this code reads and writes. */
  public static final int FORMAT_VERSION = 1;

  static final String MANIFEST = "checkpoint.json";
  static final String WEIGHTS = "model.safetensors";
  static final String VOCABULARY = "vocabulary.txt";
  static final String GOLDEN = "golden.jsonl";
  static final String MODEL_CARD = "MODEL_CARD.md";

  /** Copies the collection. */
  public Checkpoint {
    golden = List.copyOf(golden);
  }

  /**
   * Returns the id of a new checkpoint: its experiment, and what tells it from every checkpoint
   * that answers otherwise. A checkpoint that was written before keeps the id of its manifest.
   */
  public static String id(
      String experiment,
      Architecture network,
      CheckpointManifest.TextPipeline text,
      List<String> labels,
      Vocabulary vocabulary,
      Weights weights) {
    String answers =
        String.join(
            "\n",
            network.recurrent().name(),
            Integer.toString(network.layers()),
            Boolean.toString(network.bidirectional()),
            Integer.toString(network.hiddenSize()),
            network.pooling().name(),
            text.tokenizer(),
            Integer.toString(text.maxLength()),
            hex(String.join("\n", labels)),
            hex(String.join("\n", vocabulary.words())),
            Sha256.hex(weights.toSafetensors()));
    return experiment + "-" + hex(answers).substring(0, 8);
  }

  private static String hex(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
