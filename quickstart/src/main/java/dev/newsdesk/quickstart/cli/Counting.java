package dev.newsdesk.quickstart.cli;

import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.replay.AppAccuracy;
import dev.newsdesk.stream.replay.Counted;
import dev.newsdesk.stream.replay.KafkaCounts;
import dev.newsdesk.stream.replay.LabelOrder;
import dev.newsdesk.stream.replay.ReplayPlan;
import dev.newsdesk.stream.replay.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the app counts of a replay's labels and answers, where it counts and labels are sent. */
final class Counting implements AutoCloseable {

  /** Many times what it takes from a commit to a report of the sum. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final @Nullable KafkaCounts counts;
  private final @Nullable AppAccuracy accuracy;

  private Counting(@Nullable KafkaCounts counts) {
    this.counts = counts;
    accuracy = counts == null ? null : new AppAccuracy(counts, Ticker.SYSTEM);
  }

  /** Begins, before the first label is sent. */
  static Counting begin(ReplayPlan plan, ClientSettings settings, String checkpointId) {
    return new Counting(
        plan.labels() == LabelOrder.NONE
            ? null
            : KafkaCounts.find(settings, checkpointId).orElse(null));
  }

  /** Returns what was counted, once it is as many as expected, or after a while. */
  @Nullable Counted await(int labelled) {
    return accuracy == null ? null : accuracy.await(labelled, PATIENCE);
  }

  @Override
  public void close() {
    if (counts != null) {
      counts.close();
    }
  }
}
