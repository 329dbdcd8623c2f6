package dev.newsdesk.classifier.checkpoint;

import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
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

  /** Returns the id of a checkpoint: its experiment and what tells these weights from others. */
  public static String id(String experiment, Weights weights) {
    return experiment + "-" + Sha256.hex(weights.toSafetensors()).substring(0, 8);
  }
}
