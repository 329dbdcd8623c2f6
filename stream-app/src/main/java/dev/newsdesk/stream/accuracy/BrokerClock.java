package dev.newsdesk.stream.accuracy;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The brokers' time, which is the same for all instances whatever their own clocks say. It is
 * measured by records that a broker stamps when it appends them, and goes on between two
 * measurements by the machine's monotonic clock, which nobody sets.
 *
 * <p>A stamp lies between the moments when its record was sent and acknowledged. The estimate moves
 * only as far as that interval demands, so that slow brokers do not shake it.
 *
 * <p>Thread-safe.
 */
public final class BrokerClock implements LongSupplier {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clock wall;
  private final LongSupplier nanoTime;
  private boolean measured;
  private long offset;
  private long skew;

  /**
   * Needs a measurement before it tells the time.
   *
   * @param wall this machine's clock, whose skew is told and which is used for nothing else
   * @param nanoTime a clock that never goes back
   */
  public BrokerClock(Clock wall, LongSupplier nanoTime) {
    this.wall = wall;
    this.nanoTime = nanoTime;
  }

  /** Begins a measurement, at the moment when a record is sent. */
  public Measurement begin() {
    return new Measurement(monotonic(), wall.millis());
  }

  /**
   * Returns the brokers' time.
   *
   * @return milliseconds since the epoch
   */
  @Override
  public synchronized long getAsLong() {
    if (!measured) {
      throw new IllegalStateException("The brokers' time has not been measured yet.");
    }
    return monotonic() + offset;
  }

  /**
   * Returns how far this machine's clock is ahead of the brokers', or behind where negative. It is
   * the least that the last measurement allows for.
   *
   * @return milliseconds
   */
  public synchronized long skew() {
    return skew;
  }

  private long monotonic() {
    return Math.floorDiv(nanoTime.getAsLong(), NANOS_PER_MILLI);
  }

  private synchronized void take(Measurement sent, long appended) {
    long least = appended - monotonic();
    long most = appended - sent.monotonic;
    offset = measured ? clamp(offset, least, most) : least + (most - least) / 2;
    // A clock that was set in between is not that far off over the whole interval.
    long first = sent.wall - appended;
    long last = wall.millis() - appended;
    skew = clamp(0, Math.min(first, last), Math.max(first, last));
    measured = true;
  }

  private static long clamp(long value, long least, long most) {
    return Math.max(least, Math.min(most, value));
  }

  /** One record's way to the broker and back. */
  public final class Measurement {

    private final long monotonic;
    private final long wall;

    private Measurement(long monotonic, long wall) {
      this.monotonic = monotonic;
      this.wall = wall;
    }

    /**
     * Ends it, at the moment when the record is acknowledged.
     *
     * @param appended the broker's stamp, in milliseconds since the epoch
     */
    public void end(long appended) {
      take(this, appended);
    }
  }
}
