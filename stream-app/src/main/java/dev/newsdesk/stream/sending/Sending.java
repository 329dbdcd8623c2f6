package dev.newsdesk.stream.sending;

import dev.newsdesk.Article;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends articles at a pace and counts them. It ends once, at the end of the input or when the user
 * stops it, which may be on another thread; nothing is sent after that.
 */
public final class Sending {

  private final Consumer<Article> sender;
  private final Runnable flush;
  private final Pace pace;
  private final LongSupplier nanoTime;
  private final long begun;
  private long sent;
  private long skipped;
  private boolean ended;

  /**
   * Begins.
   *
   * @param sender takes one article without waiting for it
   * @param flush waits until all that were taken have arrived
   * @param pace how fast
   * @param nanoTime the time in nanoseconds
   */
  public Sending(Consumer<Article> sender, Runnable flush, Pace pace, LongSupplier nanoTime) {
    this.sender = sender;
    this.flush = flush;
    this.pace = pace;
    this.nanoTime = nanoTime;
    begun = nanoTime.getAsLong();
  }

  /** Sends one when it is its turn. */
  public void send(Article article) {
    // Outside the lock: who stops it need not wait for a slow pace.
    pace.await();
    synchronized (this) {
      if (!ended) {
        sender.accept(article);
        sent++;
      }
    }
  }

  /** Counts a line that was no article. */
  public synchronized void skip() {
    skipped++;
  }

  /** Returns how many lines were no articles. */
  public synchronized long skipped() {
    return skipped;
  }

  /** Returns how many were sent up to now. */
  public synchronized long sent() {
    return sent;
  }

  /**
   * Waits for what was sent and tells about it; only the first call does anything. The others wait
   * for it, so that the process does not end before the user is told.
   */
  public synchronized void end(Consumer<SendingReport> tell) {
    if (!ended) {
      ended = true;
      flush.run();
      tell.accept(new SendingReport(sent, skipped, Duration.ofNanos(nanoTime.getAsLong() - begun)));
    }
  }
}
