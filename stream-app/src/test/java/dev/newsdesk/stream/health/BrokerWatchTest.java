package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class BrokerWatchTest {

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final BrokerWatch brokers = new BrokerWatch("one:9092", clock);

  @Test
  void brokersThatAnswerAreNoCause() {
    brokers.answered();
    clock.advance(BrokerWatch.PERIOD);

    assertThat(brokers.cause()).isEmpty();
    assertThat(brokers.silence()).isEqualTo(BrokerWatch.PERIOD);
  }

  @Test
  void oneAnswerThatIsMissingIsNoOutage() {
    brokers.answered();
    clock.advance(Duration.ofSeconds(6));
    brokers.silent(new TimeoutException("no node"));

    assertThat(brokers.cause()).isEmpty();
  }

  @Test
  void silenceIsSaidWithItsLengthUntilAnAnswerEndsIt() {
    brokers.answered();
    clock.advance(Duration.ofSeconds(40));
    brokers.silent(new TimeoutException("no node"));
    assertThat(brokers.cause())
        .contains("The brokers at one:9092 have not answered for 40 s: retrying until they do.");

    brokers.answered();
    assertThat(brokers.cause()).isEmpty();
  }

  @Test
  void refusedCredentialsAreSaidAtOnceAndNotAsSilence() {
    brokers.answered();
    brokers.silent(new SaslAuthenticationException("Token has expired."));
    assertThat(brokers.cause())
        .contains(
            "The brokers at one:9092 refuse the app's credentials (Token has expired): renew them;"
                + " the app retries meanwhile.");

    brokers.silent(new SslAuthenticationException("SSL handshake failed"));
    assertThat(brokers.cause().orElse("")).contains("(SSL handshake failed)");

    brokers.answered();
    assertThat(brokers.cause()).isEmpty();
  }
}
