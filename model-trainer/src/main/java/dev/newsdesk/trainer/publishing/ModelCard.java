package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.network.Architecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What a person should know of a checkpoint before using it, in Markdown. */
final class ModelCard {

  private final CheckpointManifest manifest;
  private final List<String> lines = new ArrayList<>();

  private ModelCard(CheckpointManifest manifest) {
    this.manifest = manifest;
  }

  /** Writes the card of a checkpoint whose accuracy was measured. */
  static String of(CheckpointManifest manifest) {
    ModelCard card = new ModelCard(manifest);
    card.purpose();
    card.data();
    card.accuracy();
    card.predictions();
    card.limits();
    return String.join("\n", card.lines) + "\n";
  }

  private void purpose() {
    Architecture network = manifest.architecture();
    add("# %s", manifest.id());
    add("");
    add("Labels an English news article as %s.", String.join(", ", manifest.labels()));
    add("");
    add("## Network");
    add("");
    add(
        "%d-layer %s%s, %d wide, %s pooling over time, %,d words. Text is title and description;"
            + " tokens as `%s`, at most %d of them.",
        network.layers(),
        network.bidirectional() ? "bidirectional " : "",
        network.recurrent(),
        network.hiddenSize(),
        network.pooling().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        network.vocabularySize(),
        manifest.text().tokenizer(),
        manifest.text().maxLength());
    add(
        network.isBatchInvariant()
            ? "An article has the same probabilities (to 1e-5, on CPUs) alone or in any batch."
            : "The network reads the padding: an article's label can depend on its batch-mates.");
  }

  private void data() {
    CheckpointManifest.Training training = manifest.training();
    add("");
    add("## Data and protocol");
    add("");
    if (training.rows() == 0) {
      add("The weights were imported; nothing is known of how they were trained.");
      return;
    }
    add(
        "%s, %,d of its training rows; experiment `%s`, weights after epoch %d, seed %d; Adam,"
            + " cross-entropy, stored with 16 bits.",
        training.data(), training.rows(), training.experiment(), training.epoch(), training.seed());
    add(
        training.heldOutRows() > 0
            ? "%,d further training rows, with the classes in the same proportions, were held out and"
                + " selected the epoch."
            : "The epoch was chosen by hand, not by held-out rows.",
        training.heldOutRows());
    add(
        "Trained with %s.",
        String.join(
            ", ",
            training.versions().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .sorted()
                .toList()));
  }

  private void accuracy() {
    CheckpointManifest.Accuracy accuracy = Objects.requireNonNull(manifest.accuracy());
    add("");
    add("## Accuracy of what is stored");
    add("");
    add("| rows | accuracy |");
    add("|---|---|");
    if (accuracy.heldOut() != null) {
      add(
          "| held out, %,d | %.2f %% |",
          manifest.training().heldOutRows(), percent(accuracy.heldOut()));
    }
    add(
        "| notebook's sample, 5,000 of the test set with repeats | %.2f %% |",
        percent(accuracy.notebook()));
    recalls(accuracy);
    add("| full test set, %,d | %.2f %% |", accuracy.testRows(), percent(accuracy.test()));
    add("");
    double error = Math.sqrt(accuracy.test() * (1 - accuracy.test()) / accuracy.testRows());
    add("The sampling error of the last is %.2f points (one standard error).", percent(error));
    if (accuracy.heldOut() != null) {
      add("The test set had no part in choosing it.");
    }
  }

  private void recalls(CheckpointManifest.Accuracy accuracy) {
    Map<String, CheckpointManifest.CategoryAccuracy> categories = accuracy.categories();
    if (categories == null) {
      return;
    }
    for (String label : manifest.labels()) {
      CheckpointManifest.CategoryAccuracy counts = categories.get(label);
      if (counts != null) {
        add(
            "| %s of the full test set, %,d | %.2f %% |",
            label, counts.rows(), percent((double) counts.right() / counts.rows()));
      }
    }
  }

  private void predictions() {
    CheckpointManifest.Predictions predictions = manifest.predictions();
    if (predictions == null) {
      return;
    }
    add("");
    add(
        "Of the test set it labels %s; its mean confidence is %.2f %%.",
        String.join(
            ", ",
            manifest.labels().stream()
                .map(
                    label ->
                        String.format(
                            Locale.ROOT,
                            "%.2f %% %s",
                            percent(predictions.shares().getOrDefault(label, 0.0)),
                            label))
                .toList()),
        percent(predictions.confidence()));
    if (predictions.unknownWords() != null) {
      add(
          "Its vocabulary does not have %.2f %% of the test set's words.",
          percent(predictions.unknownWords()));
    }
  }

  private void limits() {
    add("");
    add("## Limits");
    add("");
    add("* Every text gets one of the labels, also one that fits none of them.");
    add(
        "* The articles were gathered around 2004; later names and topics are unknown words to it.");
    add("* The probabilities are the network's softmax and were not calibrated.");
    add("* It was neither made nor tested for decisions about people.");
    add("");
    add("## Licence");
    add("");
    add(
        "AG News is free for research and other non-commercial use, and these weights are derived"
            + " from it. The data set itself is not part of this checkpoint.");
  }

  private static double percent(double share) {
    return 100 * share;
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
