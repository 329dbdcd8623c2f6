package dev.newsdesk.trainer.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that ends in time and at a size, whatever the server does. One that sends
 * nothing, or byte after byte without end, is closed at the deadline, which wakes the reader.
 */
final class BoundedBody extends FilterInputStream {

  private final long maxBytes;
  private final Duration limit;
  private final ScheduledExecutorService timer;
  private long count;
  private volatile boolean late;

  /**
   * Starts the clock.
   *
   * @param limit how long the whole body may take
   */
  BoundedBody(InputStream body, long maxBytes, Duration limit) {
    super(body);
    this.maxBytes = maxBytes;
    this.limit = limit;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "download-deadline");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.schedule(this::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private @Nullable Void expire() throws IOException {
    late = true;
    in.close();
    return null;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(buffer, offset, length);
    } catch (IOException e) {
      requireInTime();
      throw e;
    }
    requireInTime();
    count += Math.max(0, read);
    if (count > maxBytes) {
      throw new IOException("the server sends more than " + maxBytes + " bytes");
    }
    return read;
  }

  private void requireInTime() throws IOException {
    if (late) {
      throw new IOException("the server has not sent all within " + limit.toSeconds() + " s");
    }
  }

  @Override
  public void close() throws IOException {
    timer.shutdownNow();
    super.close();
  }
}
