package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are sound one by one and do not fit together. */
class ConsistencyTest {

  @Test
  void theDefaultsFitTogether() {
    assertThatCode(() -> read(Map.of())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "application.id, application.id",
    "num.stream.threads, threads",
    "num.standby.replicas, standby.replicas"
  })
  void aSettingOfKafkaStreamsThatTheAppHasItsOwnForIsRefusedByThatName(String theirs, String ours) {
    assertRefused(Map.of("kafka." + theirs, "2"))
        .hasMessage("kafka." + theirs + " would override " + ours + ": set " + ours + " instead.");
  }

  @ParameterizedTest
  @CsvSource({
    "processing.exception.handler, LogAndContinueProcessingExceptionHandler",
    "deserialization.exception.handler, LogAndContinueExceptionHandler"
  })
  void whatWouldPassOverRecordsIsRefused(String key, String handler) {
    assertRefused(Map.of("kafka." + key, "org.apache.kafka.streams.errors." + handler))
        .hasMessage(
            "kafka."
                + key
                + " would pass over what the app stops for, and lose articles: leave it out.");
  }

  @Test
  void theBrokersAloneMayDifferForKafkaStreams() {
    assertThatCode(() -> read(Map.of("kafka.bootstrap.servers", "other:9092")))
        .doesNotThrowAnyException();
  }

  @Test
  void aTransactionOutlivesACommitIntervalAndACommit() {
    assertRefused(Map.of("kafka.commit.interval.ms", "15000"))
        .hasMessage(
            "kafka.transaction.timeout.ms is 20000, not longer than kafka.commit.interval.ms"
                + " (15000) and the 5000 ms that a commit may take together, so that brokers would"
                + " end transactions in use: raise the first or lower the second.");
    assertThatCode(() -> read(Map.of("kafka.commit.interval.ms", "14999")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka.transaction.timeout.ms", "kafka.producer.transaction.timeout.ms"})
  void theTransactionsTimeoutCountsWithItsPrefixAndWithout(String key) {
    assertRefused(Map.of(key, "5200"))
        .hasMessageStartingWith("kafka.transaction.timeout.ms is 5200, not longer than")
        .hasMessageContaining("(200)");
    assertThatCode(() -> read(Map.of(key, "5201"))).doesNotThrowAnyException();
    assertThatCode(() -> read(Map.of(key, "60000", "kafka.commit.interval.ms", "30000")))
        .doesNotThrowAnyException();
    assertThat(read(Map.of(key, "60000")).streamsProperties())
        .containsEntry("producer.transaction.timeout.ms", "60000");
  }

  @Test
  void aTimeoutThatIsNoNumberIsRefusedByName() {
    assertRefused(Map.of("kafka.transaction.timeout.ms", "soon"))
        .hasMessage(
            "Invalid value soon for configuration transaction.timeout.ms: Not a number of type"
                + " INT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.max.poll.interval.ms",
        "kafka.consumer.max.poll.interval.ms",
        "kafka.main.consumer.max.poll.interval.ms"
      })
  void aThreadIsNotTakenForDeadWhileItsTransactionLasts(String key) {
    assertRefused(Map.of(key, "20000"))
        .hasMessage(
            "kafka.max.poll.interval.ms is 20000, not longer than kafka.transaction.timeout.ms"
                + " (20000), so that a thread would count as dead while its transaction lasts:"
                + " raise the first or lower the second.");
    assertThatCode(() -> read(Map.of(key, "20001"))).doesNotThrowAnyException();
  }

  @Test
  void anInstanceSendsAHeartbeatBeforeItCountsAsDead() {
    assertRefused(Map.of("kafka.session.timeout.ms", "3000"))
        .hasMessage(
            "kafka.session.timeout.ms is 3000, not longer than kafka.heartbeat.interval.ms"
                + " (3000), so that every instance would count as dead between two heartbeats:"
                + " make the second a third of the first.");
    assertThatCode(
            () ->
                read(
                    Map.of(
                        "kafka.session.timeout.ms", "3000",
                        "kafka.heartbeat.interval.ms", "1000")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"max.request.size", "buffer.memory"})
  void theLargestArticleFitsWhatTheProducerSends(String key) {
    assertRefused(Map.of("kafka.producer." + key, "524287"))
        .hasMessage(
            "article.max.bytes is 524288, more than kafka."
                + key
                + " (524287), so that an article of that size could not be sent: lower the first"
                + " or raise the second.");
    assertThatCode(() -> read(Map.of("article.max.bytes", "100000000"))).doesNotThrowAnyException();
  }

  @Test
  void whoMeasuresSpeedMayDoWithoutTransactions() {
    var atLeastOnce = Map.of("kafka.processing.guarantee", "at_least_once");
    assertThat(new Consistency(read(atLeastOnce)).exactlyOnce()).isFalse();
    assertThat(new Consistency(read(Map.of())).exactlyOnce()).isTrue();
    // Kafka Streams' own default is 30 s then, which would tell of other things than speed.
    assertThat(new Consistency(read(atLeastOnce)).commitInterval()).isEqualTo(200);
    assertRefused(
            Map.of(
                "kafka.processing.guarantee", "at_least_once",
                "kafka.max.poll.interval.ms", "5000"))
        .hasMessage(
            "kafka.max.poll.interval.ms is 5000, not longer than the 5000 ms that a commit may take,"
                + " so that a thread would count as dead meanwhile: raise it.");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Map<String, String> values) {
    return assertThatThrownBy(() -> read(values)).isInstanceOf(ConfigurationException.class);
  }

  private static StreamSettings read(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("bootstrap.servers", "localhost:9092");
    all.put("schema.registry.url", "http://localhost:8081");
    return new SettingsReader(Map.of()).read(all);
  }
}
