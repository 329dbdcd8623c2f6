package dev.newsdesk.classifier.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.newsdesk.classifier.network.Architecture;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code checkpoint.json}.
 *
 * @param formatVersion version of the directory's layout
 * @param id names the checkpoint in records and metrics; made of the experiment and what changes an
 *     answer
 * @param architecture the network
 * @param text how text becomes ids
 * @param labels the classes in the order of the network's outputs
 * @param training how it was trained
 * @param accuracy what it reached, measured on the weights as stored; null before it was measured
 * @param predictions what its answers look like, right or wrong; null where nobody measured it, as
 *     in checkpoints of before there was this field
 * @param sha256 hash of each other file, in lower-case hexadecimal
 */
public record CheckpointManifest(
    int formatVersion,
    String id,
    Architecture architecture,
    TextPipeline text,
    List<String> labels,
    Training training,
    @Nullable Accuracy accuracy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Predictions predictions,
    Map<String, String> sha256) {

  /** Copies the collections. */
  public CheckpointManifest {
    labels = List.copyOf(labels);
    sha256 = Map.copyOf(sha256);
  }

  /** Returns this manifest with measured accuracy. */
  public CheckpointManifest withAccuracy(Accuracy measured) {
    return new CheckpointManifest(
        formatVersion, id, architecture, text, labels, training, measured, predictions, sha256);
  }

  /** Returns this manifest with what its answers look like. */
  public CheckpointManifest withPredictions(Predictions measured) {
    return new CheckpointManifest(
        formatVersion, id, architecture, text, labels, training, accuracy, measured, sha256);
  }

  /** Returns this manifest with the hashes of the other files. */
  CheckpointManifest withSha256(Map<String, String> hashes) {
    return new CheckpointManifest(
        formatVersion, id, architecture, text, labels, training, accuracy, predictions, hashes);
  }

  /**
   * How text becomes ids.
   *
   * @param tokenizer name of the tokenizer
   * @param maxLength ids a text is cut at
   * @param vocabularyThreshold a word is known when it was seen more often than this
   */
  public record TextPipeline(String tokenizer, int maxLength, int vocabularyThreshold) {

    /** Longer texts would not fit the memory of one batch. */
    private static final int MOST = 8_192;

    /** Refuses a length that no text has. */
    public TextPipeline {
      if (maxLength < 1) {
        throw new IllegalArgumentException(
            "maxLength is " + maxLength + "; it must be at least 1.");
      }
      if (maxLength > MOST) {
        throw new IllegalArgumentException(
            "maxLength is " + maxLength + "; it must be at most " + MOST + ".");
      }
    }
  }

  /**
   * How a checkpoint was trained.
   *
   * @param experiment name of the experiment
   * @param data name of the data set
   * @param rows training rows
   * @param heldOutRows training rows that were kept aside and selected the epoch; 0 for none
   * @param epoch epoch whose weights these are, counted from 1
   * @param seed seed of weights, order and dropout
   * @param versions versions of what trained it
   */
  public record Training(
      String experiment,
      String data,
      int rows,
      int heldOutRows,
      int epoch,
      long seed,
      Map<String, String> versions) {

    /** Copies the collection. */
    public Training {
      versions = Map.copyOf(versions);
    }
  }

  /**
   * Measured accuracy, as fractions.
   *
   * @param notebook on the notebook's 5,000-row sample in batches of 32
   * @param test on the full test set in batches of 32
   * @param testRows rows of the full test set
   * @param heldOut on the rows kept aside while training; null where there are none
   * @param categories counts on the full test set by true category; null in checkpoints of before
   *     there was this field
   */
  public record Accuracy(
      double notebook,
      double test,
      int testRows,
      @Nullable Double heldOut,
      @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Map<String, CategoryAccuracy> categories) {

    /** Refuses what is no fraction, since alerts compare with it, and copies the collection. */
    public Accuracy {
      requireFraction("notebook", notebook);
      requireFraction("test", test);
      if (heldOut != null) {
        requireFraction("heldOut", heldOut);
      }
      categories = categories == null ? null : Map.copyOf(categories);
    }
  }

  /**
   * Counts of one true category on the test set.
   *
   * @param rows test rows of the category
   * @param right those of them that were given it
   */
  public record CategoryAccuracy(int rows, int right) {

    /** Refuses counts that no test has. */
    public CategoryAccuracy {
      if (right < 0 || right > rows) {
        throw new IllegalArgumentException(right + " of " + rows + " rows cannot be right.");
      }
    }
  }

  /**
   * What a network's answers look like on the full test set, right or wrong: against it, a stream
   * of other articles is noticed before labels come.
   *
   * @param shares how often each category was given, as fractions that add up to 1
   * @param confidence mean probability of the given category
   * @param unknownWords share of the test set's words that the vocabulary does not have; null where
   *     nobody measured it, as in checkpoints of before there was this field
   */
  public record Predictions(
      Map<String, Double> shares,
      double confidence,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double unknownWords) {

    /** Copies the collection, and refuses what is no fraction: alerts compare with it. */
    public Predictions {
      shares = Map.copyOf(shares);
      shares.forEach(CheckpointManifest::requireFraction);
      requireFraction("confidence", confidence);
      if (unknownWords != null) {
        requireFraction("unknownWords", unknownWords);
      }
    }
  }

  private static void requireFraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be in [0, 1].");
    }
  }
}
