package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.trainer.training.TrainingException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Decides whether a checkpoint may take a place. */
public interface PublishingRule {

  /**
   * Checks a checkpoint before the test set is looked at.
   *
   * @param candidate its manifest, without its accuracy
   * @param heldOut its share of right labels on held-out rows that selected it; null for none
   * @param place where it would be written
   * @throws TrainingException when it may not; the message names cause and remedy
   */
  void check(CheckpointManifest candidate, @Nullable Double heldOut, Path place);

  /** Returns a rule that admits everything. */
  static PublishingRule none() {
    return (candidate, heldOut, place) -> {};
  }
}
