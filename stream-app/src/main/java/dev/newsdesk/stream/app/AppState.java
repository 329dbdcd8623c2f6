package dev.newsdesk.stream.app;

import dev.newsdesk.stream.http.Health;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** What the app is doing, from its start to its end, and why it ended. Thread-safe. */
final class AppState {

  private final AtomicReference<String> starting =
      new AtomicReference<>("the model is being loaded.");
  private final AtomicReference<KafkaStreams.@Nullable State> streams = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile List<Supplier<Optional<String>>> before = List.of();
  private volatile List<Supplier<Optional<String>>> after = List.of();
  private volatile Supplier<Optional<String>> registry = Optional::empty;
  private volatile Supplier<List<String>> heldArticles = List::of;
  private volatile Supplier<Optional<String>> accuracy = Optional::empty;
  private volatile Supplier<List<String>> heldLabels = List::of;

  /** Says in one sentence what the start is at. */
  void starting(String sentence) {
    starting.set(sentence);
  }

  /**
   * Says from now on, too, which schemas articles wait for.
   *
   * @param cause why an operator has to do something, in one sentence, if so
   * @param held the schemas that partitions wait for, one sentence each
   */
  void resolving(Supplier<Optional<String>> cause, Supplier<List<String>> held) {
    registry = cause;
    heldArticles = held;
  }

  /**
   * Takes over what else may keep the app from being ready; the first sentence is the one shown.
   *
   * @param beforeRegistry asked before the registry is
   * @param afterRegistry asked after it
   */
  void waitsFor(
      List<Supplier<Optional<String>>> beforeRegistry,
      List<Supplier<Optional<String>>> afterRegistry) {
    before = List.copyOf(beforeRegistry);
    after = List.copyOf(afterRegistry);
  }

  /**
   * Says from now on, too, how online accuracy is; the app is ready whatever that is.
   *
   * @param trouble what keeps it from counting, if something does
   * @param held the schemas that partitions of labels or predictions wait for, one sentence each
   */
  void accuracy(Supplier<Optional<String>> trouble, Supplier<List<String>> held) {
    accuracy = trouble;
    heldLabels = held;
  }

  /** Takes over a state of Kafka Streams. */
  void streams(KafkaStreams.State state) {
    streams.set(state);
    if (state == KafkaStreams.State.ERROR || state == KafkaStreams.State.NOT_RUNNING) {
      stopped.countDown();
    }
  }

  /**
   * Keeps the first failure, and lets whoever waits for the end go on: stream threads that hang
   * would keep Kafka Streams from ever reaching a final state.
   */
  void failed(Throwable cause) {
    failure.compareAndSet(null, cause);
    stopped.countDown();
  }

  /** Returns what stopped the app, if something did. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Waits until the app has stopped. */
  void await() throws InterruptedException {
    stopped.await();
  }

  /** Returns how the app is, for whoever asks. */
  Health health() {
    Throwable cause = failure.get();
    if (cause != null) {
      return new Health(false, false, "The app failed: " + explain(cause));
    }
    KafkaStreams.State state = streams.get();
    if (state == null) {
      return new Health(true, false, "Starting: " + starting.get());
    }
    return switch (state) {
      case RUNNING -> waiting().orElseGet(() -> new Health(true, true, running()));
      case CREATED ->
          waiting()
              .orElseGet(
                  () -> new Health(true, false, "Starting: the partitions are about to be taken."));
      case REBALANCING ->
          waiting()
              .orElseGet(
                  () ->
                      new Health(
                          true, false, "Rebalancing: partitions are being taken or restored."));
      case PENDING_SHUTDOWN -> new Health(true, false, "Stopping.");
      case NOT_RUNNING -> new Health(false, false, "Stopped.");
      case PENDING_ERROR, ERROR -> new Health(false, false, "The app failed: see its log.");
    };
  }

  private Optional<Health> waiting() {
    return first(before)
        .or(registry)
        .or(() -> first(after))
        .map(sentence -> new Health(true, false, sentence));
  }

  private static Optional<String> first(List<Supplier<Optional<String>>> causes) {
    return causes.stream().flatMap(cause -> cause.get().stream()).findFirst();
  }

  /** Partitions that wait for a schema of their own are no reason to send nothing here. */
  private static String held(String partitions, List<String> sentences) {
    if (sentences.isEmpty()) {
      return "";
    }
    String others = sentences.size() == 1 ? "" : " (and " + (sentences.size() - 1) + " others)";
    return " " + partitions + " wait for a schema: " + sentences.get(0) + others;
  }

  /** Online accuracy never holds articles up: the app is ready without it. */
  private String running() {
    Optional<String> trouble = accuracy.get();
    return trouble.map(sentence -> "Running; online accuracy " + sentence).orElse("Running.")
        + held("Some partitions", heldArticles.get())
        + (trouble.isPresent()
            ? ""
            : held("Some partitions of labels or predictions", heldLabels.get()));
  }

  /** Returns one line, as {@link Explanation} has it. */
  static String explain(Throwable failure) {
    return Explanation.of(failure);
  }
}
