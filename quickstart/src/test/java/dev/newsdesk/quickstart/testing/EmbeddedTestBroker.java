package dev.newsdesk.quickstart.testing;

import dev.newsdesk.quickstart.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The broker of this JVM, with its data in a temporary directory. */
final class EmbeddedTestBroker implements TestBroker {

  private final Map<String, String> settings;
  private final Path dataDirectory;
  private EmbeddedKafka kafka;

  /**
   * Starts a broker.
   *
   * @param settings win over those of the embedded broker
   */
  EmbeddedTestBroker(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
    try {
      dataDirectory = Files.createTempDirectory("newsdesk-broker");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kafka = EmbeddedKafka.start(dataDirectory, 0, settings);
  }

  @Override
  public String kind() {
    return "embedded";
  }

  @Override
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void stop() {
    kafka.close();
  }

  @Override
  public void startAgain() {
    kafka = EmbeddedKafka.start(dataDirectory, kafka.port(), settings);
  }

  @Override
  public void close() {
    kafka.close();
    try {
      Files.walkFileTree(dataDirectory, new Deletion());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
