package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.quickstart.broker.EmbeddedKafka;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.topics.TopicCreator;
import dev.newsdesk.stream.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in this process and a schema registry in another, in a folder of their own that
 * goes when they go. {@link #close} may be called by any thread, more than once.
 */
public final class Cluster implements AutoCloseable {

  /** What {@code article.max.bytes} is by default. */
  private static final int ARTICLE_MAX_BYTES = 524_288;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final EmbeddedKafka kafka;
  private final EmbeddedRegistry registry;
  private final Admin admin;
  private volatile boolean closing;

  private Cluster(Path directory, EmbeddedKafka kafka, EmbeddedRegistry registry) {
    this.directory = directory;
    this.kafka = kafka;
    this.registry = registry;
    this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  /**
   * Starts both; takes some seconds.
   *
   * @throws dev.newsdesk.quickstart.startup.StartupException when one does not start
   */
  public static Cluster start() {
    Path directory;
    try {
      directory = Files.createTempDirectory("newsdesk-bench-");
    } catch (IOException e) {
      throw new BenchmarkException(
          "No temporary folder can be made (" + e + "): make room, or set java.io.tmpdir.", e);
    }
    EmbeddedKafka kafka = null;
    EmbeddedRegistry registry = null;
    Cluster cluster = null;
    try {
      kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
      registry = EmbeddedRegistry.start(directory.resolve("registry"), 0);
      cluster = new Cluster(directory, kafka, registry);
      // Ctrl-C leaves nothing behind either.
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "bench-shutdown"));
      return cluster;
    } finally {
      if (cluster == null) {
        close(registry);
        close(kafka);
        delete(directory);
      }
    }
  }

  /** Returns what a client needs to connect. */
  public ClientSettings client(Topics topics) {
    return new ClientSettings(
        kafka.bootstrapServers(), Map.of("schema.registry.url", registry.url()), topics, Map.of());
  }

  /** Returns a folder for one process' files, which is not there yet. */
  public Path directory(String name) {
    return directory.resolve(name);
  }

  /** Creates the topics that an app with this prefix reads and writes. */
  public void createTopics(Topics topics, List<String> labels, int partitions) {
    try {
      new TopicCreator(admin, topics, PATIENCE)
          .createMissing(labels, partitions, ARTICLE_MAX_BYTES);
    } catch (TimeoutException | ExecutionException e) {
      throw failed("create topics", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Returns how many articles an app is done with. The articles' producer writes no transaction
   * markers, so that the app's offsets in their topic are what it has taken in transactions that
   * are committed; its output lags behind by what waits in its batches, about the same at any
   * moment of a run. Where it reads its answers back, it is done with the share of them that it has
   * read.
   */
  long finished(AppSettings app) {
    Map<TopicPartition, Long> offsets = committed(app.name());
    // Online accuracy is an application of its own; its group is empty where it is off.
    offsets.putAll(committed(app.name() + "-accuracy"));
    long taken = sum(offsets, app.topics().articles()::equals);
    Predicate<String> answers = topic -> topic.startsWith(app.topics().prefix() + ".category.");
    long read = sum(offsets, answers);
    return read == 0 ? taken : Math.round((double) taken * read / sum(ends(offsets), answers));
  }

  private Map<TopicPartition, Long> committed(String applicationId) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    get(
            "read an app's offsets",
            admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              // The broker has no offset of a partition before its first commit.
              if (offset != null) {
                offsets.put(partition, offset.offset());
              }
            });
    return offsets;
  }

  private Map<TopicPartition, Long> ends(Map<TopicPartition, Long> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    get("read the ends of topics", admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static long sum(Map<TopicPartition, Long> offsets, Predicate<String> topics) {
    return offsets.entrySet().stream()
        .filter(offset -> topics.test(offset.getKey().topic()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns how many stream threads of an app have partitions of their own. */
  public long workingThreads(String applicationId) {
    String what = "read an app's group";
    // The broker refuses to describe a group that nobody has joined yet.
    if (get(what, admin.listGroups().all()).stream()
        .noneMatch(group -> group.groupId().equals(applicationId))) {
      return 0;
    }
    return get(what, admin.describeConsumerGroups(List.of(applicationId)).all()).values().stream()
        .flatMap(group -> group.members().stream())
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .count();
  }

  /** Returns the bytes of all partitions of a topic in the broker's log. */
  public long logBytes(String topic) {
    return logBytes(topic::equals);
  }

  /** Returns the bytes of all changelogs of an app in the broker's log. */
  public long changelogBytes(AppSettings app) {
    return logBytes(topic -> topic.startsWith(app.name() + "-") && topic.endsWith("-changelog"));
  }

  private long logBytes(Predicate<String> topics) {
    String what = "read the sizes of its log";
    List<Integer> brokers =
        get(what, admin.describeCluster().nodes()).stream().map(Node::id).toList();
    return get(what, admin.describeLogDirs(brokers).allDescriptions()).values().stream()
        .flatMap(directories -> directories.values().stream())
        .flatMap(log -> log.replicaInfos().entrySet().stream())
        .filter(replica -> topics.test(replica.getKey().topic()))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  /**
   * Does nothing while broker and registry run.
   *
   * @throws BenchmarkException when one has ended by itself
   */
  public void requireRunning() {
    Optional.ofNullable(kafka.failure().toCompletableFuture().getNow(null))
        .or(() -> Optional.ofNullable(registry.failure().toCompletableFuture().getNow(null)))
        .ifPresent(
            cause -> {
              throw new BenchmarkException(cause);
            });
  }

  private <T> T get(String what, KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(what, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private BenchmarkException failed(String what, Exception e) {
    if (closing) {
      return new BenchmarkException("The benchmark was stopped: run it again.", e);
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new BenchmarkException(
        "The embedded broker did not let the benchmark "
            + what
            + " ("
            + root
            + "): free some CPU or memory and run it again.",
        e);
  }

  private static BenchmarkException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BenchmarkException("The benchmark was interrupted: run it again.", e);
  }

  @Override
  public synchronized void close() {
    closing = true;
    admin.close(Duration.ZERO);
    close(registry);
    close(kafka);
    delete(directory);
  }

  private static void close(@Nullable AutoCloseable part) {
    if (part == null) {
      return;
    }
    try {
      part.close();
    } catch (Exception e) {
      // The others must go all the same, and the figures are there.
      System.err.println("newsdesk: A part of the benchmark did not stop (" + e + ").");
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("newsdesk: " + directory + " could not be removed (" + e + ").");
    }
  }
}
