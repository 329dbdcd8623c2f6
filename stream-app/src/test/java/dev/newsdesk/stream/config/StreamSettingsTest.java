package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kafka Streams is told. */
class StreamSettingsTest {

  @Test
  void aTransactionOutlivesAFullBatchAndEndsBeforeAThreadCountsAsDead() {
    StreamsConfig config = new StreamsConfig(properties("threads", "1"));
    Object poll = ConsumerConfig.configDef().defaultValues().get("max.poll.interval.ms");

    assertThat(config.getProducerConfigs("id")).containsEntry("transaction.timeout.ms", 20_000);
    assertThat(Integer.parseInt(String.valueOf(poll))).isGreaterThan(20_000);
  }

  @Test
  void noCommitIsGivenUpThatMayStillComeThrough() {
    var producer = new StreamsConfig(properties()).getProducerConfigs("id");
    assertThat((Long) producer.get("max.block.ms")).isGreaterThan(Duration.ofDays(30).toMillis());
    assertThat(producer).containsEntry("delivery.timeout.ms", Integer.MAX_VALUE);
    var own = new StreamsConfig(properties("kafka.producer.max.block.ms", "5000"));
    assertThat(own.getProducerConfigs("id")).containsEntry("max.block.ms", "5000");
  }

  @Test
  void exactlyOnce() {
    assertThat(properties())
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("application.id", "newsdesk")
        .containsEntry("bootstrap.servers", "localhost:9092");
    assertThat(properties("threads", "3")).containsEntry("num.stream.threads", 3);
  }

  @Test
  void onlineAccuracyIsAnApplicationOfItsOwn() {
    assertThat(settings(Map.of()).accuracyProperties())
        .containsEntry("application.id", "newsdesk-accuracy")
        .containsEntry("num.stream.threads", 1)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .doesNotContainKey("client.id");
    assertThat(
            settings(Map.of("kafka.client.id", "desk", "accuracy.threads", "2"))
                .accuracyProperties())
        .containsEntry("client.id", "desk-accuracy")
        .containsEntry("num.stream.threads", 2);
  }

  @Test
  void noPartitionOfOnlineAccuracyWaitsForAnotherUnlessItIsTold() {
    assertThat(settings(Map.of()).accuracyProperties()).containsEntry("max.task.idle.ms", -1L);
    assertThat(settings(Map.of()).streamsProperties()).doesNotContainKey("max.task.idle.ms");
    assertThat(settings(Map.of("kafka.max.task.idle.ms", "0")).accuracyProperties())
        .containsEntry("max.task.idle.ms", "0");
  }

  @Test
  void aThreadThatWaitsForRecordsStillSeesABatchThatIsDue() {
    assertThat(properties("batch.linger.ms", "0")).containsEntry("poll.ms", 1L);
    assertThat(properties("batch.linger.ms", "1")).containsEntry("poll.ms", 1L);
    assertThat(properties("batch.linger.ms", "50")).containsEntry("poll.ms", 10L);
    assertThat(properties("batch.linger.ms", "60000")).containsEntry("poll.ms", 100L);
  }

  @Test
  void theLargestArticleAndTheLargestDeadLetterCanBeSent() {
    int mebibyte = 1024 * 1024;
    assertThat(maxRequestSize("10"))
        .as("a topic with Kafka's default limit lets in a mebibyte, whatever the app's limit")
        .isGreaterThanOrEqualTo(2 * mebibyte);
    assertThat(maxRequestSize("100000000")).isGreaterThanOrEqualTo(100_000_000 + mebibyte);
  }

  @ParameterizedTest
  @CsvSource({"1,1000", "64,1024", "256,1024", "700,700", "1500,1500", "100000,100000"})
  void aPollBringsFullBatches(String size, int records) {
    var config = new StreamsConfig(properties("batch.size", size));
    assertThat(config.getMainConsumerConfigs("group", "client", 0))
        .containsEntry("max.poll.records", records);
  }

  @Test
  void theUsersOwnSettingWins() {
    assertThat(properties("kafka.poll.ms", "7")).containsEntry("poll.ms", "7");
    for (String key : new String[] {"max.request.size", "producer.max.request.size"}) {
      var config = new StreamsConfig(properties("kafka." + key, "1234567"));
      assertThat(config.getProducerConfigs("id")).containsEntry("max.request.size", "1234567");
    }
  }

  @Test
  void theAdminClientIsToldWhatKafkaStreamsTellsItsOwn() {
    var admin =
        settings(
                Map.of(
                    "kafka.security.protocol", "SASL_SSL",
                    "kafka.admin.retries", "3",
                    "kafka.bootstrap.servers", "other:9092"))
            .adminProperties("test");
    assertThat(admin)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("retries", "3")
        .containsEntry("client.id", "newsdesk-test");
    assertThat(admin.get("bootstrap.servers")).asString().contains("other:9092");
  }

  private static int maxRequestSize(String articleMaxBytes) {
    return Integer.parseInt(
        String.valueOf(properties("article.max.bytes", articleMaxBytes).get("max.request.size")));
  }

  private static Properties properties(String... keyAndValue) {
    return settings(keyAndValue.length == 0 ? Map.of() : Map.of(keyAndValue[0], keyAndValue[1]))
        .streamsProperties();
  }

  private static StreamSettings settings(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("bootstrap.servers", "localhost:9092");
    all.put("schema.registry.url", "http://localhost:8081");
    return new SettingsReader(Map.of()).read(all);
  }
}
