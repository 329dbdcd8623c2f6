package dev.newsdesk.quickstart.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.quickstart.operator.Outcome.Kind;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.quickstart.testing.TestedApp;
import dev.newsdesk.stream.app.StartupException;
import dev.newsdesk.stream.app.StreamApp;
import dev.newsdesk.stream.config.SettingsReader;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.http.Health;
import dev.newsdesk.stream.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever is done to a topic under a running app, within two minutes the app works or says what is
 * to be done, and what the topics still hold is neither lost nor repeated.
 *
 * <p>{@code newsdesk.operator=.*} tries every intervention at every topic, internal ones too, and
 * another pattern some of them; by default there is one case of each kind. The log shows a row a
 * case.
 */
class OperatorIT {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorIT.class);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Long enough for caches of metadata and for whatever looks at topics from time to time. */
  private static final Duration LEAST = Duration.ofSeconds(45);

  /** How far behind its input an app may be that works. */
  private static final Duration DELAY = Duration.ofSeconds(10);

  /** Many times the interval of reports. */
  private static final Duration COUNTED_OVER = Duration.ofSeconds(20);

  private static final String ACCURACY_DOWN = "online accuracy is down";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int AT_ONCE = Integer.getInteger("newsdesk.operator.parallel", 4);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  @BeforeAll
  static void start() {
    // A thread that ends in one case is none of the others' business.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
    TorchEngine.configure(1);
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
  }

  @AfterAll
  static void stop() {
    Awaitility.reset();
    registry.close();
  }

  @TestFactory
  Stream<DynamicTest> theAppWorksOrSaysWhatIsToBeDone() throws Exception {
    String pattern = System.getProperty("newsdesk.operator");
    List<Case> cases = pattern == null ? someCases() : matching(pattern);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (int number = 0; number < cases.size(); number++) {
      Case one = cases.get(number);
      String name = "op" + number;
      outcomes.add(threads.submit(() -> one.run(name)));
    }
    threads.shutdown();
    return Stream.iterate(0, number -> number < cases.size(), number -> number + 1)
        .map(
            number ->
                DynamicTest.dynamicTest(
                    cases.get(number).toString(),
                    () -> assertThat(outcomes.get(number).get().kind()).isNotEqualTo(Kind.SILENT)));
  }

  /** One of each kind of topic and intervention. */
  private static List<Case> someCases() {
    return List.of(
        new Case(".category.world", Intervention.DELETE),
        new Case(".category.sports", Intervention.LOWER_LIMIT),
        new Case(".articles", Intervention.RECREATE),
        new Case(".articles", Intervention.ADD_PARTITIONS),
        new Case(".dead-letters", Intervention.COMPACT),
        new Case("-pending-articles-changelog", Intervention.DELETE),
        new Case("-pending-articles-changelog", Intervention.LOWER_LIMIT),
        new Case(".labels", Intervention.DELETE));
  }

  /** Every intervention at every topic that an app has, if its row matches. */
  private static List<Case> matching(String pattern) throws Exception {
    String name = "names";
    try (StreamApp app = StreamApp.start(settings(name));
        Admin admin = admin()) {
      await().atMost(PATIENCE).until(() -> app.health().ready());
      List<Case> cases = new ArrayList<>();
      for (String topic : new TreeSet<>(admin.listTopics().names().get())) {
        if (topic.startsWith(name)) {
          for (Intervention intervention : Intervention.values()) {
            Case one = new Case(topic.substring(name.length()), intervention);
            if (one.toString().matches(pattern)) {
              cases.add(one);
            }
          }
        }
      }
      return cases;
    }
  }

  private static StreamSettings settings(String name) {
    Map<String, String> settings =
        new TestedApp(name, BROKER.bootstrapServers(), registry.url()).settings();
    settings.put("kafka.state.dir", temporary.resolve(name).toString());
    settings.put("topic.partitions", "2");
    settings.put("threads", "1");
    return new SettingsReader(Map.of()).read(settings);
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
  }

  /** Whether online accuracy counts the labels of the articles that are classified. */
  private static final class Counting {

    private record Sample(Instant at, long classified, long counted) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Takes in how many articles stand in the categories, and labels in the latest report. */
    void observe(long classified, long counted) {
      Sample sample = new Sample(Instant.now(), classified, counted);
      if (!samples.isEmpty() && counted < samples.getLast().counted()) {
        // Its store was lost, and it has begun anew.
        samples.clear();
      }
      samples.add(sample);
      while (samples.getFirst().at().isBefore(sample.at().minus(COUNTED_OVER))) {
        samples.removeFirst();
      }
    }

    /** Whether as many as were classified were counted lately; the two are not read at once. */
    boolean isComplete() {
      long classified = samples.getLast().classified() - samples.getFirst().classified();
      long counted = samples.getLast().counted() - samples.getFirst().counted();
      return classified == 0 || counted >= 0.8 * classified;
    }
  }

  /**
   * One intervention at one topic of an app of its own.
   *
   * @param suffix the topic's name behind the app's
   */
  private record Case(String suffix, Intervention intervention) {

    Outcome run(String name) throws Exception {
      Outcome outcome;
      try (Traffic traffic =
              new Traffic(BROKER.bootstrapServers(), registry.url(), new Topics(name));
          Admin admin = admin()) {
        try (StreamApp app = StreamApp.start(settings(name))) {
          await().atMost(PATIENCE).until(() -> app.health().ready());
          for (int i = 0; i < 40; i++) {
            traffic.send();
          }
          await().atMost(PATIENCE).until(() -> missing(traffic, Duration.ZERO).isEmpty());
          intervention.apply(admin, name + suffix);
          if (isRemoved()) {
            traffic.forget();
          }
          outcome = observe(app, traffic);
        }
        Set<String> lost = missing(traffic, Duration.ZERO);
        String next = lost.isEmpty() ? "nothing to do" : startAgain(name, traffic);
        LOG.atInfo()
            .addKeyValue("topic", suffix)
            .addKeyValue("intervention", intervention)
            .addKeyValue("outcome", outcome.kind())
            .addKeyValue("seconds", outcome.after().toSeconds())
            .addKeyValue("says", outcome.sentence())
            .addKeyValue("next", next)
            .log("Intervention");
      }
      return outcome;
    }

    private boolean isRemoved() {
      return intervention == Intervention.DELETE || intervention == Intervention.RECREATE;
    }

    private Outcome observe(StreamApp app, Traffic traffic) {
      Instant begun = Instant.now();
      Counting counting = new Counting();
      AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
      await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(LIMIT.multipliedBy(2))
          .until(
              () -> {
                traffic.send();
                counting.observe(traffic.classified(), traffic.counted(app.checkpoint().id()));
                outcome.set(
                    outcome(app, traffic, counting, Duration.between(begun, Instant.now())));
                return outcome.get() != null;
              });
      return Objects.requireNonNull(outcome.get());
    }

    private static @Nullable Outcome outcome(
        StreamApp app, Traffic traffic, Counting counting, Duration after) {
      Optional<Throwable> failure = app.failure();
      if (failure.isPresent()) {
        return new Outcome(Kind.ENDED, after, StreamApp.explain(failure.get()));
      }
      Health health = app.health();
      boolean saysSo = health.explanation().contains(ACCURACY_DOWN);
      if (after.compareTo(LEAST) > 0
          && health.ready()
          && missing(traffic, DELAY).isEmpty()
          && (saysSo || counting.isComplete())) {
        return new Outcome(Kind.WORKS, after, health.explanation());
      }
      if (after.compareTo(LIMIT) <= 0) {
        return null;
      }
      return new Outcome(
          health.ready() ? Kind.SILENT : Kind.NOT_READY,
          after,
          health.explanation() + (counting.isComplete() ? "" : " Labels are not counted."));
    }

    /** Returns what a start brings after whatever was done: all that was written, or a sentence. */
    private static String startAgain(String name, Traffic traffic) {
      try (StreamApp app = StreamApp.start(settings(name))) {
        await()
            .atMost(PATIENCE)
            .until(() -> app.failure().isPresent() || missing(traffic, Duration.ZERO).isEmpty());
        return app.failure()
            .map(failure -> "ends again: " + StreamApp.explain(failure))
            .orElse("a start labels the rest");
      } catch (StartupException e) {
        return "a start refuses: " + e.getMessage();
      }
    }

    /** Returns the ids of articles that were written some time ago and have not arrived once. */
    private static Set<String> missing(Traffic traffic, Duration ago) {
      Set<String> ids = traffic.written(Instant.now().minus(ago));
      traffic
          .arrived()
          .forEach(
              (id, times) -> {
                if (times == 1) {
                  ids.remove(id);
                }
              });
      return ids;
    }

    @Override
    public String toString() {
      return intervention + " " + suffix;
    }
  }
}
