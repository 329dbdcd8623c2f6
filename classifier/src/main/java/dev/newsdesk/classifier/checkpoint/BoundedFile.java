package dev.newsdesk.classifier.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that fit the memory, and refuses others before any is taken. */
public final class BoundedFile {

  /** A file and the copy of it that its reader makes. */
  private static final int COPIES = 2;

  /** Arrays hold no more. */
  private static final long MOST = Integer.MAX_VALUE - 8L;

  private BoundedFile() {}

  /**
   * Returns a file's bytes.
   *
   * @throws IOException when it is not there, cannot be read, or is too large for the heap
   */
  public static byte[] bytes(Path file) throws IOException {
    return bytes(file, Math.min(MOST, Runtime.getRuntime().maxMemory() / COPIES));
  }

  /** Returns the bytes of a file of no more than {@code most}. */
  static byte[] bytes(Path file, long most) throws IOException {
    long size = Files.size(file);
    if (size > most) {
      throw new IOException(
          "it has " + size + " bytes, and the heap leaves room for " + most + ", see -Xmx");
    }
    try (InputStream in = Files.newInputStream(file)) {
      // A file without a size, a device for one, ends here too.
      byte[] bytes = in.readNBytes((int) Math.max(size, 1));
      if (bytes.length < size || in.read() >= 0) {
        throw new IOException("it is no file of " + size + " bytes");
      }
      return bytes;
    }
  }
}
