package dev.newsdesk.stream.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether any broker answers. Thread-safe. */
public final class BrokerWatch implements Watch {

  /** Time between two questions. */
  public static final Duration PERIOD = Duration.ofSeconds(2);

  /** Silence below this is a slow answer. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final String bootstrapServers;
  private final Clock clock;
  private volatile Instant lastAnswer;
  private volatile @Nullable String refusal;
  private boolean said;

  /** Counts silence from now on. */
  public BrokerWatch(String bootstrapServers, Clock clock) {
    this.bootstrapServers = bootstrapServers;
    this.clock = clock;
    this.lastAnswer = clock.instant();
  }

  @Override
  public void look(Admin admin) throws InterruptedException {
    try {
      var unused =
          admin
              .describeCluster(new DescribeClusterOptions().timeoutMs((int) TIMEOUT.toMillis()))
              .nodes()
              .get(TIMEOUT.toMillis() + 1_000, TimeUnit.MILLISECONDS);
      answered();
    } catch (ExecutionException e) {
      silent(e.getCause());
    } catch (TimeoutException e) {
      silent(e);
    }
    say();
  }

  /** A broker has answered. */
  void answered() {
    lastAnswer = clock.instant();
    refusal = null;
  }

  /** Brokers that refuse a signature do answer, but nothing can be asked of them. */
  void silent(@Nullable Throwable cause) {
    refusal = cause instanceof AuthenticationException refused ? message(refused) : null;
  }

  private void say() {
    Optional<String> cause = cause();
    if (cause.isPresent() != said) {
      said = cause.isPresent();
      LOG.atWarn().log(cause.orElse("The brokers answer again"));
    }
  }

  /** Returns for how long no broker has answered; less than a few seconds mean nothing. */
  public Duration silence() {
    Duration silence = Duration.between(lastAnswer, clock.instant());
    return silence.isNegative() ? Duration.ZERO : silence;
  }

  /** Returns why nothing can move, if it is for want of brokers. */
  public Optional<String> cause() {
    String refused = refusal;
    if (refused != null) {
      return Optional.of(
          "The brokers at "
              + bootstrapServers
              + " refuse the app's credentials ("
              + refused
              + "): renew them; the app retries meanwhile.");
    }
    Duration silence = silence();
    return silence.compareTo(LIMIT) < 0
        ? Optional.empty()
        : Optional.of(
            "The brokers at "
                + bootstrapServers
                + " have not answered for "
                + silence.toSeconds()
                + " s: retrying until they do.");
  }

  private static String message(AuthenticationException refused) {
    String message = refused.getMessage() == null ? refused.toString() : refused.getMessage();
    return message.replaceAll("\\s+", " ").replaceFirst("[.:]$", "");
  }
}
