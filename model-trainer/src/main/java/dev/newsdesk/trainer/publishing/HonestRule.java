package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.trainer.training.TrainingException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Admits a batch-invariant checkpoint that was selected on held-out rows and is there at least as
 * good as the one in its place.
 */
public final class HonestRule implements PublishingRule {

  @Override
  public void check(CheckpointManifest candidate, @Nullable Double heldOut, Path place) {
    if (!candidate.architecture().isBatchInvariant()) {
      throw new TrainingException(
          "The network of "
              + candidate.training().experiment()
              + " reads the padding, so an article's label would depend on its batch-mates: publish"
              + " one with token pooling and one direction, or insist with --force.");
    }
    if (heldOut == null) {
      throw new TrainingException(
          "No held-out rows selected these weights of "
              + candidate.training().experiment()
              + ", so only the test set could tell how good they are: publish the epoch that a"
              + " finished run selected on rows it kept aside, or insist with --force.");
    }
    heldOutInPlace(place)
        .filter(old -> heldOut < old)
        .ifPresent(
            old -> {
              throw new TrainingException(
                  String.format(
                      Locale.ROOT,
                      "The checkpoint %s is right on %.2f %% of the held-out rows and the published"
                          + " one on %.2f %%: publish a better one, or insist with --force.",
                      candidate.id(),
                      100 * heldOut,
                      100 * old));
            });
  }

  private static Optional<Double> heldOutInPlace(Path place) {
    return CheckpointReader.isIn(place)
        ? Optional.ofNullable(CheckpointReader.read(place).manifest().accuracy())
            .flatMap(accuracy -> Optional.ofNullable(accuracy.heldOut()))
        : Optional.empty();
  }
}
