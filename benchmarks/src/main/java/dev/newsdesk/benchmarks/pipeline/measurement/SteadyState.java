package dev.newsdesk.benchmarks.pipeline.measurement;

import dev.newsdesk.benchmarks.BenchmarkException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Watches something work through a backlog and takes its speed between 40 % and 90 % of it: the
 * start, where code is not compiled yet, and the end, where partitions run empty one by one, would
 * tell of other things.
 */
public final class SteadyState {

  private static final double BEGIN = 0.4;
  private static final double END = 0.9;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final LongSupplier nanoClock;
  private final Runnable pause;

  /** Looks twice a second: each look asks the brokers, and takes their time from the work. */
  public SteadyState() {
    this(System::nanoTime, () -> LockSupport.parkNanos(PAUSE.toNanos()));
  }

  SteadyState(LongSupplier nanoClock, Runnable pause) {
    this.nanoClock = nanoClock;
    this.pause = pause;
  }

  /** What is watched. */
  public interface Work {

    /** Returns how many articles are finished. */
    long finished();

    /** Returns the processor time taken so far, on all cores together. */
    Duration cpu();

    /**
     * Does nothing while the work goes on.
     *
     * @throws BenchmarkException when it has ended by itself
     */
    void requireRunning();
  }

  private record Moment(long finished, long nanos, Duration cpu) {}

  /**
   * Returns when 90 % are finished.
   *
   * @param articles the whole backlog
   * @throws BenchmarkException when the work ends or stands still
   */
  public Window watch(long articles, Work work) {
    Moment begin = await(BEGIN * articles, work);
    // At least one article more, however few there are.
    Moment end = await(Math.max(END * articles, (double) begin.finished() + 1), work);
    return new Window(
        end.finished() - begin.finished(),
        Duration.ofNanos(end.nanos() - begin.nanos()),
        end.cpu().minus(begin.cpu()));
  }

  private Moment await(double share, Work work) {
    long last = work.finished();
    long moved = nanoClock.getAsLong();
    while (last < share) {
      work.requireRunning();
      pause.run();
      long now = nanoClock.getAsLong();
      long finished = work.finished();
      if (finished > last) {
        last = finished;
        moved = now;
      } else if (now - moved > PATIENCE.toNanos()) {
        throw new BenchmarkException(
            "Nothing was finished for "
                + PATIENCE.toSeconds()
                + " s after "
                + last
                + " articles: free some CPU or memory and run it again.");
      }
    }
    return new Moment(last, nanoClock.getAsLong(), work.cpu());
  }
}
