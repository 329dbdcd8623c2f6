package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every article that entered leaves exactly once, while two instances of the app are killed at
 * random, the broker is restarted and the registry is away; poison leaves as dead letters alone.
 *
 * <p>System properties choose the size ({@code newsdesk.guarantee=full}; see {@link Scale}), the
 * first seed ({@code newsdesk.guarantee.seed}), the number of runs ({@code
 * newsdesk.guarantee.runs}), and one setting of the app to try another value of, {@code
 * newsdesk.guarantee.override=kafka.processing.guarantee=at_least_once} for one, with which the
 * suite must fail.
 */
class GuaranteeIT {

  private static final Logger LOG = LoggerFactory.getLogger(GuaranteeIT.class);
  private static final String PROPERTY = "newsdesk.guarantee";
  private static final int PARTITIONS = 4;

  /** Upper bound for a step: the restart of an instance and an outage, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What is committed once both instances have stopped must be there after this time. */
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /** What a JVM says when it has ended in order on SIGTERM: 128 and the signal's number. */
  private static final int TERMINATED = 128 + 15;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @TestFactory
  Stream<DynamicTest> everyArticleLeavesExactlyOnce() {
    Long given = Long.getLong(PROPERTY + ".seed");
    long first = given == null ? new Random().nextInt(1_000_000) : given;
    return LongStream.range(first, first + Integer.getInteger(PROPERTY + ".runs", 1))
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)));
  }

  private static void run(long seed) throws Exception {
    Scale scale = Scale.chosen();
    Random random = new Random(seed);
    Plan plan = Plan.draw(scale, random);
    LOG.atInfo().addKeyValue("seed", seed).addKeyValue("scale", scale).log("Run begins");
    String name = "guarantee-" + seed;
    Path directory = temporary.resolve(name);
    try (RegistryProxy proxy = new RegistryProxy(registry.url());
        Feed feed =
            new Feed(new TestedApp(name, BROKER.bootstrapServers(), registry.url()).client());
        AppInstance first = new AppInstance(directory.resolve("1"), settings(name, proxy));
        AppInstance second = new AppInstance(directory.resolve("2"), settings(name, proxy))) {
      List<AppInstance> instances = List.of(first, second);
      ChaosMonkey monkey = new ChaosMonkey(BROKER, proxy, instances, scale.outage());
      try {
        awaitStart(instances);
        try (ArrivalReader reader = feed.reader()) {
          new Run(name, feed, reader, monkey, instances).follow(plan, random);
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(report(seed, plan, feed, instances, e), e);
      }
    }
  }

  private static String report(
      long seed, Plan plan, Feed feed, List<AppInstance> instances, Throwable cause) {
    return """
    %s
    Run again with -D%s.seed=%d.
    Arrived: %d of %d; %s
    %s
    Log of the first instance:
    %s
    Log of the second instance:
    %s\
    """
        .formatted(
            cause.getMessage(),
            PROPERTY,
            seed,
            feed.tally().arrived(),
            feed.tally().expected(),
            feed.faults(),
            plan,
            instances.get(0).logTail(),
            instances.get(1).logTail());
  }

  /** One run with everything up. */
  private record Run(
      String name,
      Feed feed,
      ArrivalReader reader,
      ChaosMonkey monkey,
      List<AppInstance> instances) {

    void follow(Plan plan, Random random) throws Exception {
      int number = 0;
      for (Plan.Step step : plan.steps()) {
        // Before there is new work, so that whoever is killed next has its part of it.
        await(() -> monkey.isWorthIt(step.fault()));
        feed.sendMixed("step" + number++, step.articles(), step.poison(), random);
        await(() -> feed.tally().arrived() >= step.arrivals());
        LOG.atInfo()
            .addKeyValue("arrived", feed.tally().arrived())
            .addKeyValue("fault", step.fault())
            .log("Fault");
        monkey.cause(step.fault());
      }
      await(() -> feed.tally().arrived() == feed.tally().expected());
      await(monkey::isCalm);
      LOG.atInfo().addKeyValue("arrived", feed.tally().arrived()).log("Everything has arrived");
      assertThat(instances).extracting(AppInstance::stop).containsOnly(TERMINATED);
      patient().during(SETTLING).until(() -> feed.takeIn(reader));
      assertThat(feed.faults()).isEmpty();
      assertThat(unread(name)).as("articles that the next start would read again").isZero();
      LOG.atInfo()
          .addKeyValue("categories", feed.tally().categories())
          .addKeyValue("deadLetters", feed.tally().deadLetters())
          .log("Everything arrived exactly once");
    }

    /** Waits for a condition while arrivals are taken in, outages end and the instances live. */
    private void await(BooleanSupplier condition) {
      patient()
          .until(
              () -> {
                feed.takeIn(reader);
                boolean fulfilled = condition.getAsBoolean();
                boolean unused = monkey.isCalm();
                instances.forEach(AppInstance::requireAlive);
                return fulfilled;
              });
    }
  }

  /** Asks again at once: it is the reader that waits for arrivals. */
  private static ConditionFactory patient() {
    return await().pollInSameThread().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE);
  }

  /** Until both are up, so that the topics are there and each has its part of the work. */
  private static void awaitStart(List<AppInstance> instances) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              instances.forEach(AppInstance::requireAlive);
              return instances.stream().allMatch(AppInstance::isRunning);
            });
  }

  /** Returns how many records the app's group has not committed as read. */
  private static long unread(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (int partition = 0; partition < PARTITIONS; partition++) {
        ends.put(new TopicPartition(new Topics(name).articles(), partition), OffsetSpec.latest());
      }
      long unread = 0;
      for (var end : admin.listOffsets(ends).all().get().entrySet()) {
        OffsetAndMetadata read = committed.get(end.getKey());
        unread += end.getValue().offset() - (read == null ? 0 : read.offset());
      }
      return unread;
    }
  }

  private static Map<String, String> settings(String name, RegistryProxy proxy) {
    Map<String, String> settings =
        new TestedApp(name, BROKER.bootstrapServers(), proxy.url()).settings();
    settings.put("topic.partitions", Integer.toString(PARTITIONS));
    // Its output is missed when its transaction ends: short, but longer than a full batch waits for
    // the registry.
    settings.put("kafka.producer.transaction.timeout.ms", "10000");
    String override = System.getProperty(PROPERTY + ".override");
    if (override != null) {
      String[] pair = override.split("=", 2);
      settings.put(pair[0], pair[1]);
    }
    return settings;
  }
}
