package dev.newsdesk.stream.replay;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.replay.comparison.Roster;
import dev.newsdesk.stream.replay.offline.LabelledArticle;
import dev.newsdesk.stream.replay.offline.Selection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Sends the articles and labels of a roster through the app and notes in it what comes back, until
 * all has, or nothing for longer than the plan's patience. For one run.
 */
public final class Replay {

  private static final Duration POLL = Duration.ofMillis(200);

  /** Longer than many commits: time for a second copy to show itself. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  private final ReplayPlan plan;
  private final Selection selection;
  private final Roster roster;
  private final Transport transport;
  private final Ticker ticker;
  private final BooleanSupplier stopped;
  private final Dispatch dispatch;
  private final long begun;
  private volatile boolean abandoned;
  private long lastArrival;

  /**
   * Prepares a replay.
   *
   * @param selection the articles of the roster, in its order
   * @param stopped tells whether the user has stopped it
   */
  public Replay(
      ReplayPlan plan,
      Selection selection,
      Roster roster,
      Transport transport,
      Ticker ticker,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.selection = selection;
    this.roster = roster;
    this.transport = transport;
    this.ticker = ticker;
    this.stopped = stopped;
    dispatch = new Dispatch(plan, transport, ticker, () -> abandoned || stopped.getAsBoolean());
    begun = ticker.nanos();
    lastArrival = begun;
  }

  /**
   * Replays, and returns when everything has come back, is lost, or the user has stopped it.
   *
   * @param shown is told every now and then how far it is
   * @throws ClientException when brokers or registry fail, or the app serves another checkpoint
   */
  public void run(Consumer<Progress> shown) {
    CompletableFuture<Void> sending = CompletableFuture.runAsync(this::send);
    try {
      while (!stopped.getAsBoolean() && !isOver(sending)) {
        takeIn(POLL);
        shown.accept(progress());
      }
    } finally {
      // Whatever ended it, nothing is sent behind the caller's back.
      abandoned = true;
      sending.exceptionally(e -> null).join();
    }
    rethrow(sending);
    if (!stopped.getAsBoolean()) {
      settle();
      shown.accept(progress());
    }
  }

  /** Returns how far it is. */
  public Progress progress() {
    return new Progress(roster.size(), dispatch.articles(), dispatch.labels(), roster.arrived());
  }

  /** Returns the time from the beginning to the last article sent. */
  public Duration sendingTime() {
    return Duration.ofNanos(dispatch.lastArticle() - begun);
  }

  /** Returns the time from the beginning to the last article that came back. */
  public Duration answeringTime() {
    return Duration.ofNanos(lastArrival - begun);
  }

  private void send() {
    if (plan.labels() == LabelOrder.FIRST) {
      roster.forEachLabel(dispatch::sendLabel);
      transport.flush();
    }
    selection.forEach((row, article) -> dispatch.send(article(row, article), roster.label(row)));
    dispatch.finish();
  }

  private Article article(int row, LabelledArticle article) {
    return Article.newBuilder()
        .setId(roster.run().articleId(row))
        .setTitle(article.title())
        .setDescription(article.description())
        .build();
  }

  private boolean isOver(CompletableFuture<Void> sending) {
    if (!sending.isDone()) {
      return false;
    }
    long news = Math.max(lastArrival - begun, dispatch.lastArticle() - begun);
    return sending.isCompletedExceptionally()
        || roster.arrived() == roster.size()
        || ticker.nanos() - begun - news > plan.patience().toNanos();
  }

  private void takeIn(Duration timeout) {
    for (Arrival arrival : transport.poll(timeout)) {
      if (roster.take(arrival)) {
        lastArrival = ticker.nanos();
      }
    }
  }

  private void settle() {
    long last = lastArrival;
    long end = ticker.nanos() + SETTLING.toNanos();
    for (long left = SETTLING.toNanos(); left > 0; left = end - ticker.nanos()) {
      takeIn(Duration.ofNanos(left));
    }
    // A second copy is no answer.
    lastArrival = last;
  }

  private static void rethrow(CompletableFuture<Void> sending) {
    try {
      sending.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
