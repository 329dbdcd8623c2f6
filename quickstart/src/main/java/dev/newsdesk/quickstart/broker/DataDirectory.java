package dev.newsdesk.quickstart.broker;

import dev.newsdesk.quickstart.startup.StartupException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Where the broker keeps its data. What would make Kafka halt the JVM is found out here first: a
 * directory that cannot be written, is full, or belongs to another broker.
 */
final class DataDirectory implements AutoCloseable {

  /** A broker with a few topics takes some 10 MB; with less than this it would soon be stuck. */
  static final long MIN_FREE_BYTES = 64L * 1024 * 1024;

  private static final String LOCK_FILE = ".embedded-kafka.lock";

  private final Path path;
  // Holds the lock, which goes with it: Kafka's own is taken only after the metadata is opened.
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Creates the directory where missing and locks it until {@link #close()}. */
  static DataDirectory open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path);
      requireFree(path, Files.getFileStore(path).getUsableSpace());
      FileChannel lock = lock(path);
      return new DataDirectory(path, lock);
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException ignored) {
      // Another broker in this JVM: the same answer as for another process.
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new StartupException(
          "Another Kafka broker uses the directory %s; stop it or choose another directory."
              .formatted(path));
    }
    return channel;
  }

  static void requireFree(Path path, long usableBytes) {
    if (usableBytes < MIN_FREE_BYTES) {
      throw new StartupException(
          "The embedded Kafka broker needs at least %d MB in %s, where %d MB are free; make room or choose another directory."
              .formatted(MIN_FREE_BYTES >> 20, path, usableBytes >> 20));
    }
  }

  static StartupException unusable(Path path, Exception cause) {
    return new StartupException(
        "The embedded Kafka broker cannot write to %s (%s); make it writable or choose another directory."
            .formatted(path, cause),
        cause);
  }

  Path path() {
    return path;
  }

  /** Makes a new directory a cluster of its own; leaves one that is formatted as it is. */
  void format() {
    if (Files.exists(path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .addDirectory(path.toString())
          .setMetadataLogDirectory(path.toString())
          .run();
    } catch (Exception e) { // what Formatter.run declares
      throw unusable(path, e);
    }
  }

  MetaPropertiesEnsemble metaProperties() throws IOException {
    return new MetaPropertiesEnsemble.Loader()
        .addMetadataLogDir(path.toString())
        .addLogDirs(List.of(path.toString()))
        .load();
  }

  BootstrapMetadata bootstrapMetadata() throws Exception { // what BootstrapDirectory.read declares
    return new BootstrapDirectory(path.toString()).read();
  }

  /** Gives the directory up; its content stays. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException ignored) {
      // Nothing was written through it; the lock is released either way.
    }
  }
}
