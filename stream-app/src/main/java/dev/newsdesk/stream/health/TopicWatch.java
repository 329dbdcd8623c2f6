package dev.newsdesk.stream.health;

import dev.newsdesk.stream.topics.ClassificationTopics;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.TopicInspection;
import dev.newsdesk.stream.topics.UnusableTopicException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the topics and reports once that the app cannot go on with them. Brokers that do not
 * answer are no such reason: then it says nothing. For one thread at a time.
 */
public final class TopicWatch implements Watch {

  /** Two looks confirm a problem, and the app has a minute left to end. */
  public static final Duration PERIOD = Duration.ofSeconds(10);

  /** Of each question. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  /** A broker that has just come up may not have heard of everything. */
  private static final int CONFIRMATIONS = 2;

  private final Function<Admin, Inspection> inspections;
  private final Consumer<UnusableTopicException> failures;
  private @Nullable Inspection inspection;
  private int problems;

  /**
   * Watches with an inspection that the first look makes.
   *
   * @param failures is told the first confirmed problem, after which nothing is looked at
   */
  TopicWatch(Function<Admin, Inspection> inspections, Consumer<UnusableTopicException> failures) {
    this.inspections = inspections;
    this.failures = failures;
  }

  /**
   * Watches the topics that labelling needs.
   *
   * @param running whether Kafka Streams runs
   * @param failures is told the first confirmed problem, after which nothing is looked at
   */
  public static TopicWatch of(
      ClassificationTopics topics,
      OutputLimits limits,
      BooleanSupplier running,
      Consumer<UnusableTopicException> failures) {
    return new TopicWatch(
        admin -> new TopicInspection(admin, topics, limits, TIMEOUT, running)::look, failures);
  }

  @Override
  public void look(Admin admin) throws InterruptedException {
    if (problems >= CONFIRMATIONS) {
      return;
    }
    UnusableTopicException problem = problem(admin);
    problems = problem == null ? 0 : problems + 1;
    if (problem != null && problems >= CONFIRMATIONS) {
      failures.accept(problem);
    }
  }

  private @Nullable UnusableTopicException problem(Admin admin) throws InterruptedException {
    if (inspection == null) {
      inspection = inspections.apply(admin);
    }
    try {
      inspection.look();
    } catch (UnusableTopicException e) {
      LOG.atWarn().log(e.getMessage());
      return e;
    } catch (TimeoutException | ExecutionException | KafkaException e) {
      LOG.atDebug().setCause(e).log("The brokers do not say how the topics are");
    }
    return null;
  }

  /** Compares the topics with what they were. */
  @FunctionalInterface
  interface Inspection {

    /**
     * Looks once.
     *
     * @throws UnusableTopicException when the app cannot go on with a topic
     */
    void look() throws TimeoutException, ExecutionException, InterruptedException;
  }
}
