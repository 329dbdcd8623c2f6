package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.trainer.training.TrainingException;
import java.nio.file.Path;

/** Decides whether a checkpoint may take a place. */
public interface PublishingRule {

  /**
   * Checks a measured checkpoint.
   *
   * @param candidate its manifest, with its accuracy
   * @param place where it would be written
   * @throws TrainingException when it may not; the message names cause and remedy
   */
  void check(CheckpointManifest candidate, Path place);

  /** Returns a rule that admits everything. */
  static PublishingRule none() {
    return (candidate, place) -> {};
  }
}
