package dev.newsdesk.stream.topics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the topics again and again, on a thread of its own, and reports once that the app cannot
 * go on with them. Brokers that do not answer are no such reason: then it says nothing.
 */
public final class TopicWatch implements AutoCloseable {

  /** Two looks confirm a problem, and the app has a minute left to end. */
  public static final Duration INTERVAL = Duration.ofSeconds(10);

  /** Of each question. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  /** A broker that has just come up may not have heard of everything. */
  private static final int CONFIRMATIONS = 2;

  private final Look look;
  private final Duration interval;
  private final Consumer<UnusableTopicException> failures;
  private final Runnable end;
  private final CountDownLatch closed = new CountDownLatch(1);
  private int problems;

  /**
   * Watches with the given look.
   *
   * @param failures is told the first confirmed problem, after which the watch ends
   * @param end what to do when the watch has ended, on its thread
   */
  public TopicWatch(
      Look look, Duration interval, Consumer<UnusableTopicException> failures, Runnable end) {
    this.look = look;
    this.interval = interval;
    this.failures = failures;
    this.end = end;
  }

  /**
   * Watches with an admin client of its own.
   *
   * @param admin settings of the client
   * @param running whether Kafka Streams runs
   * @param failures is told the first confirmed problem, after which the watch ends
   */
  public static TopicWatch of(
      Map<String, Object> admin,
      LabellingTopics topics,
      OutputLimits limits,
      BooleanSupplier running,
      Consumer<UnusableTopicException> failures) {
    Admin client = Admin.create(admin);
    return new TopicWatch(
        new TopicInspection(client, topics, limits, TIMEOUT, running)::look,
        INTERVAL,
        failures,
        () -> client.close(Duration.ZERO));
  }

  /** Starts the thread, which does not keep the process from ending. */
  public void start() {
    Thread thread = new Thread(this::run, "topic-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        UnusableTopicException problem = problem();
        problems = problem == null ? 0 : problems + 1;
        if (problem != null && problems >= CONFIRMATIONS) {
          failures.accept(problem);
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.run();
    }
  }

  private @Nullable UnusableTopicException problem() throws InterruptedException {
    try {
      look.look();
    } catch (UnusableTopicException e) {
      LOG.atWarn().log(e.getMessage());
      return e;
    } catch (TimeoutException | ExecutionException | KafkaException e) {
      LOG.atDebug().setCause(e).log("The brokers do not say how the topics are");
    }
    return null;
  }

  /** Ends the watch soon. */
  @Override
  public void close() {
    closed.countDown();
  }

  /** A look at the topics. */
  @FunctionalInterface
  public interface Look {

    /**
     * Looks once.
     *
     * @throws UnusableTopicException when the app cannot go on with a topic
     */
    void look() throws TimeoutException, ExecutionException, InterruptedException;
  }
}
