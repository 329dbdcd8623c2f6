package dev.newsdesk.stream.app;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.stream.config.DriftSettings;
import dev.newsdesk.stream.drift.DriftReferences;
import dev.newsdesk.stream.drift.Recalls;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Brings together what the drift detectors compare a served checkpoint's feed with. */
final class DriftSetup {

  private DriftSetup() {}

  /**
   * Returns the references.
   *
   * @throws StartupException when a category is set that the checkpoint does not have
   */
  static DriftReferences references(CheckpointManifest checkpoint, DriftSettings settings) {
    TreeSet<String> unknown = new TreeSet<>(settings.shares().keySet());
    checkpoint.labels().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new StartupException(
          "drift.reference.mix names "
              + String.join(", ", unknown)
              + ", and the checkpoint "
              + checkpoint.id()
              + " has "
              + String.join(", ", checkpoint.labels())
              + ": name those, or leave the setting out to learn the mix.");
    }
    return new DriftReferences(
        checkpoint.id(),
        checkpoint.labels(),
        recalls(checkpoint),
        settings.referenceArticles(),
        settings.shares(),
        settings.confidence(),
        settings.restart());
  }

  private static Recalls recalls(CheckpointManifest checkpoint) {
    List<String> labels = checkpoint.labels();
    CheckpointManifest.Accuracy accuracy = checkpoint.accuracy();
    if (accuracy == null) {
      return Recalls.ofOverall(labels.size(), 0, 0);
    }
    Map<String, CheckpointManifest.CategoryAccuracy> categories = accuracy.categories();
    if (categories == null) {
      return Recalls.ofOverall(labels.size(), accuracy.test(), accuracy.testRows());
    }
    Recalls recalls = new Recalls(labels.size());
    for (int c = 0; c < labels.size(); c++) {
      CheckpointManifest.CategoryAccuracy counts = categories.get(labels.get(c));
      if (counts != null) {
        recalls.add(c, counts.rows(), counts.right());
      }
    }
    return recalls;
  }
}
