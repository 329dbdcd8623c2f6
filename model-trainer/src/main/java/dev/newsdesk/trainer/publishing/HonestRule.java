package dev.newsdesk.trainer.publishing;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.trainer.training.TrainingException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Admits a batch-invariant checkpoint that was selected on held-out rows and is there at least as
 * good as the one in its place.
 */
public final class HonestRule implements PublishingRule {

  @Override
  public void check(CheckpointManifest candidate, Path place) {
    if (!candidate.architecture().isBatchInvariant()) {
      throw new TrainingException(
          "The network of "
              + candidate.training().experiment()
              + " reads the padding, so an article's label would depend on its batch-mates: publish"
              + " one with token pooling and one direction, or insist with --force.");
    }
    double fresh =
        heldOut(candidate)
            .orElseThrow(
                () ->
                    new TrainingException(
                        "The run of "
                            + candidate.training().experiment()
                            + " kept no rows aside, so only the test set could tell how good it is:"
                            + " publish one that selects on held-out rows, or insist with"
                            + " --force."));
    heldOutInPlace(place)
        .filter(old -> fresh < old)
        .ifPresent(
            old -> {
              throw new TrainingException(
                  String.format(
                      Locale.ROOT,
                      "The checkpoint %s is right on %.2f %% of the held-out rows and the published"
                          + " one on %.2f %%: publish a better one, or insist with --force.",
                      candidate.id(),
                      100 * fresh,
                      100 * old));
            });
  }

  private static Optional<Double> heldOutInPlace(Path place) {
    return CheckpointReader.isIn(place)
        ? heldOut(CheckpointReader.read(place).manifest())
        : Optional.empty();
  }

  private static Optional<Double> heldOut(CheckpointManifest manifest) {
    return Optional.ofNullable(manifest.accuracy())
        .flatMap(accuracy -> Optional.ofNullable(accuracy.heldOut()));
  }
}
