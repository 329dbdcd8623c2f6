package dev.newsdesk.stream.replay;

import dev.newsdesk.stream.replay.comparison.Comparison;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a replay at its end.
 *
 * @param run its name
 * @param checkpoint id of the checkpoint, online and offline
 * @param batchInvariant whether the checkpoint's answers never depend on an article's batch-mates
 * @param seed which labels were made wrong
 * @param reached how far it came
 * @param sending time from its beginning to the last article sent
 * @param answering time from its beginning to the last article that came back
 * @param comparison what came back beside what should have
 * @param counted what the app has counted meanwhile of labels and answers; null where no labels
 *     were sent or it counts none
 */
public record ReplaySummary(
    String run,
    String checkpoint,
    boolean batchInvariant,
    long seed,
    Progress reached,
    Duration sending,
    Duration answering,
    Comparison comparison,
    @Nullable Counted counted) {

  /** Returns whether everything came back as it should, and the app has counted it as it came. */
  public boolean isExact() {
    return comparison.isExact() && isCountedRight();
  }

  /** Returns whether the app has counted what came back and the labels that were sent. */
  public boolean isCountedRight() {
    return counted == null
        || (counted.labelled() == comparison.labelled()
            && counted.right() == comparison.rightBySentLabels());
  }
}
