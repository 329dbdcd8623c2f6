package dev.newsdesk.stream.accuracy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where an article's prediction and its label meet, whichever comes first; the rules, without
 * Kafka's part in it.
 *
 * <p>Time is the brokers' when a record is read, and never goes back. An article counts once: its
 * first prediction and its first label stay, for as long as {@link Standings} remembers them. The
 * two count if the second is read within the wait after the first, in the window in which they met.
 * A label that meets no prediction in time is late, which for one that came first is known when its
 * wait is over.
 */
final class LabelJoin {

  private final Standings standings;
  private final WaitingCounts waiting;
  private final Increments increments;
  private final LabelWait wait;
  private final long windowMillis;
  private final AccuracyListener listener;

  LabelJoin(
      Standings standings,
      WaitingCounts waiting,
      Increments increments,
      LabelWait wait,
      Duration window,
      AccuracyListener listener) {
    this.standings = standings;
    this.waiting = waiting;
    this.increments = increments;
    this.wait = wait;
    this.windowMillis = window.toMillis();
    this.listener = listener;
  }

  /** An article was given a category. */
  void predicted(byte[] articleId, String category, String checkpointId, long now) {
    @Nullable Standing standing = standings.find(articleId, now);
    boolean waitsForThis = standing != null && standing.state() == Standing.State.LABELLED;
    if (standing != null && waitsForThis && !wait.isOver(standing.since(), now)) {
      waiting.end(WaitingCounts.Kind.LABEL, standing.since());
      meet(articleId, standing, checkpointId, standing.category(), category, now);
    } else if (standing == null || waitsForThis) {
      standings.put(articleId, Standing.predicted(category, checkpointId, now));
      waiting.begin(WaitingCounts.Kind.PREDICTION, now);
    }
    // Else it is the article again, and its first prediction stays.
  }

  /** An article's true category was told. */
  void labelled(byte[] articleId, String category, long now) {
    @Nullable Standing standing = standings.find(articleId, now);
    if (standing == null) {
      standings.put(articleId, Standing.labelled(category, now));
      waiting.begin(WaitingCounts.Kind.LABEL, now);
      return;
    }
    switch (standing.state()) {
      case PREDICTED -> {
        if (wait.isOver(standing.since(), now)) {
          standings.put(articleId, standing.late(category));
          listener.labels(LabelOutcome.LATE, 1);
        } else {
          waiting.end(WaitingCounts.Kind.PREDICTION, standing.since());
          meet(articleId, standing, standing.checkpointId(), category, standing.category(), now);
        }
      }
      case LABELLED, MET, LATE ->
          listener.labels(
              category.equals(standing.category())
                  ? LabelOutcome.REPEATED
                  : LabelOutcome.CONFLICTING,
              1);
    }
  }

  private void meet(
      byte[] articleId,
      Standing standing,
      String checkpointId,
      String labelled,
      String predicted,
      long now) {
    standings.put(articleId, standing.met(labelled));
    Scope scope = new Scope(checkpointId, now - Math.floorMod(now, windowMillis));
    increments.add(new Cell(scope, labelled, predicted));
    listener.met(checkpointId, labelled, predicted);
    listener.labels(LabelOutcome.MATCHED, 1);
  }

  /** Time has passed: what has waited too long is told. */
  void expire(long now) {
    WaitingCounts.Expired expired = waiting.expire(now);
    if (expired.predictions() > 0) {
      listener.unlabelled(expired.predictions());
    }
    if (expired.labels() > 0) {
      listener.labels(LabelOutcome.LATE, expired.labels());
    }
  }
}
