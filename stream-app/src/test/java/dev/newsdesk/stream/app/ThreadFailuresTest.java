package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.health.Permissions;
import dev.newsdesk.stream.health.RefusalCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;

class ThreadFailuresTest {

  private final StreamsException refusal =
      new StreamsException(new KafkaException("The transaction timeout is too large."));

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final AtomicBoolean brokersAway = new AtomicBoolean();
  private final List<Throwable> fatal = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final ThreadFailures failures =
      new ThreadFailures(
          fatal::add,
          new Permissions("newsdesk", Set.of("news.articles"))::sentence,
          brokersAway::get,
          new RefusalCount(clock),
          pause -> {
            pauses.add(pause);
            clock.advance(pause);
          });

  @Test
  void brokersThatAreAwayAreRetriedWithoutLimit() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(failures.handle(new StreamsException(new TimeoutException("60000 ms"))))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(fatal).isEmpty();
    assertThat(pauses).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void credentialsThatAreRefusedAreRetriedWithoutLimitAndWithPauses() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(failures.handle(new StreamsException(new SslAuthenticationException("expired"))))
          .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(fatal).isEmpty();
    assertThat(pauses).containsOnly(Duration.ofSeconds(10));
  }

  @Test
  void whatBrokersThatAnswerRefuseAgainAndAgainEndsTheAppWithinTwoMinutes() {
    int tries = 0;
    while (failures.handle(refusal) == StreamThreadExceptionResponse.REPLACE_THREAD) {
      assertThat(++tries).isLessThan(20);
    }

    assertThat(clock.instant()).isBefore(Instant.EPOCH.plus(Duration.ofMinutes(2)));
    assertThat(pauses).isSorted().first().isEqualTo(Duration.ofSeconds(2));
    assertThat(fatal)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "The brokers answer and have refused 6 times within 2 minutes what the app needs (The"
                + " transaction timeout is too large): correct what they name.");
  }

  @Test
  void whatTheyRefuseIsSaidMeanwhileAndForgottenWhenItHasPassed() {
    failures.handle(refusal);
    assertThat(failures.cause()).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    failures.handle(refusal);
    assertThat(failures.cause().orElse(""))
        .startsWith("The brokers answer and refuse what the app needs (The transaction timeout");

    clock.advance(Duration.ofMinutes(3));
    assertThat(failures.cause()).isEmpty();
  }

  @Test
  void whatManyThreadsMeetAtOnceIsOneRefusal() {
    RefusalCount count = new RefusalCount(clock);
    for (int thread = 0; thread < 100; thread++) {
      assertThat(count.isTooMany()).isFalse();
    }
  }

  @Test
  void refusalsNowAndThenDoNotEndTheApp() {
    for (int i = 0; i < 100; i++) {
      assertThat(failures.handle(refusal)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(fatal).isEmpty();
  }

  /** A producer says of a long outage, too, that it cannot go on. */
  @Test
  void whatFailsWhileNoBrokerAnswersIsNoRefusal() {
    brokersAway.set(true);
    for (int i = 0; i < 100; i++) {
      assertThat(failures.handle(refusal)).isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
    }
    assertThat(failures.cause()).isEmpty();
  }

  @Test
  void aPermissionThatIsTakenAwayEndsTheAppWithResourceAndOperation() {
    StreamsException failure =
        new StreamsException(
            new KafkaException(
                "in an error state", new TopicAuthorizationException(Set.of("news.articles"))));

    assertThat(failures.handle(failure)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(fatal)
        .singleElement()
        .extracting(AppState::explain)
        .isEqualTo(
            "The brokers do not allow Read on topic news.articles to the app's user: allow it"
                + " (kafka-acls.sh --add) and start the app again.");
  }

  @Test
  void anythingElseStopsTheApp() {
    StreamsException large = new StreamsException(new RecordTooLargeException("large"));

    assertThat(failures.handle(large)).isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
    assertThat(fatal).containsExactly(large);
  }
}
