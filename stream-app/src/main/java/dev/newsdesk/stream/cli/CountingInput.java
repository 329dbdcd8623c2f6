package dev.newsdesk.stream.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes that are read. */
final class CountingInput extends FilterInputStream {

  private final AtomicLong count;

  /** Adds to {@code count}. */
  CountingInput(InputStream input, AtomicLong count) {
    super(input);
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read != -1) {
      count.incrementAndGet();
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      count.addAndGet(read);
    }
    return read;
  }
}
