package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.InnermostCause;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for what one instance stores, so that instances on one machine need not be told theirs:
 * the first that no other has. It is taken until it is closed, or the process ends, and stays, so
 * that the next start finds it again.
 */
final class StateFolder implements AutoCloseable {

  /** More instances than a machine has any use for. */
  private static final int MOST = 1_000;

  /** Locks that this process has: the system would give one up when the file is closed again. */
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);

  private final Path path;
  private final Path lockFile;
  private final FileChannel channel;

  private StateFolder(Path path, Path lockFile, FileChannel channel) {
    this.path = path;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * Takes one in the folder that these settings of Kafka Streams name, or in the user's.
   *
   * @throws StartupException when none can be had
   */
  static StateFolder claim(Properties streams, String applicationId, StateHome home) {
    Object named = streams.get(StreamsConfig.STATE_DIR_CONFIG);
    if (named != null) {
      return claim(Path.of(String.valueOf(named)), applicationId);
    }
    Path base = home.path();
    if (!Files.exists(base)) {
      home.former(applicationId)
          .ifPresent(
              former ->
                  LOG.atWarn()
                      .addKeyValue("former", former)
                      .addKeyValue("now", base)
                      .log(
                          "An earlier version kept state elsewhere and it is restored from the"
                              + " brokers: stop the app and move the folder to spare that"));
    }
    return claim(base, applicationId);
  }

  /**
   * Takes the first free folder.
   *
   * @param base what it lies in, with those of other apps
   * @throws StartupException when none can be had
   */
  static StateFolder claim(Path base, String applicationId) {
    try {
      Files.createDirectories(base);
      for (int number = 0; number < MOST; number++) {
        String name = applicationId + "-" + number;
        Path lockFile = base.toRealPath().resolve(name + ".lock");
        FileChannel channel = locked(lockFile);
        if (channel != null) {
          return new StateFolder(base.resolve(name), lockFile, channel);
        }
      }
    } catch (IOException e) {
      throw new StartupException(
          "Nothing can be stored under "
              + base
              + " ("
              + InnermostCause.of(e)
              + "): set kafka.state.dir to a folder that can be written.",
          e);
    }
    throw new StartupException(
        MOST + " instances store under " + base + ": set kafka.state.dir to another folder.");
  }

  private static @Nullable FileChannel locked(Path file) throws IOException {
    if (!TAKEN.add(file)) {
      return null;
    }
    FileChannel channel = null;
    FileLock lock = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock = channel.tryLock();
      return lock == null ? null : channel;
    } finally {
      if (lock == null) {
        TAKEN.remove(file);
        if (channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Returns where it is. */
  Path path() {
    return path;
  }

  /** Leaves it to others. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
    TAKEN.remove(lockFile);
  }
}
