package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicLimitsTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @ParameterizedTest
  @CsvSource({
    "0,true",
    "-1,true",
    "3500000,true",
    "3590000,false",
    "3600001,false",
    "9000000000000000000,false",
    "-9000000000000000000,true"
  })
  void kafkasDefaultsEndAnHourAheadWithAMargin(long fromNow, boolean accepted) {
    long timestamp = fromNow > HOUR * 2 ? fromNow : NOON.toEpochMilli() + fromNow;
    assertThat(TopicLimits.withDefaults(1).accepts(timestamp, NOON)).isEqualTo(accepted);
  }

  @Test
  void aLimitInThePastHasAMarginOfAtMostHalfOfIt() {
    TopicLimits hour = limits(Map.of("message.timestamp.before.max.ms", "3600000"));
    assertThat(hour.accepts(NOON.toEpochMilli() - HOUR / 2, NOON)).isTrue();
    assertThat(hour.accepts(NOON.toEpochMilli() - HOUR + 1_000, NOON)).isFalse();

    TopicLimits second = limits(Map.of("message.timestamp.before.max.ms", "1000"));
    assertThat(second.accepts(NOON.toEpochMilli() - 500, NOON)).isTrue();
    assertThat(second.accepts(NOON.toEpochMilli() - 501, NOON)).isFalse();
  }

  @Test
  void aTopicWhoseBrokersStampRecordsAcceptsAnyTimestamp() {
    TopicLimits limits =
        limits(
            Map.of(
                "message.timestamp.type",
                "LogAppendTime",
                "message.timestamp.before.max.ms",
                "1",
                "message.timestamp.after.max.ms",
                "1"));
    assertThat(limits.accepts(0, NOON)).isTrue();
    assertThat(limits.accepts(Long.MAX_VALUE, NOON)).isTrue();
  }

  @Test
  void brokersThatKnowNoLimitOfTimeHaveNone() {
    TopicLimits limits = limits(Map.of());
    assertThat(limits.accepts(0, NOON)).isTrue();
    assertThat(limits.accepts(Long.MAX_VALUE, NOON)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delete|false",
        "compact|true",
        "compact,delete|true",
        "delete,compact|true",
        "''|false"
      })
  void compactionIsOnePolicyAmongOthers(String policy, boolean compacted) {
    assertThat(limits(Map.of("cleanup.policy", policy)).compacted()).isEqualTo(compacted);
  }

  @Test
  void theProducersLimitHoldsBesideTheTopics() {
    OutputLimits limits = new OutputLimits(5_000, 2_000);
    assertThat(limits.of("any").maxBytes()).isEqualTo(2_000);
    limits.publish(Map.of("small", TopicLimits.withDefaults(1_000)));
    limits.publish(Map.of("large", TopicLimits.withDefaults(9_000)));
    assertThat(limits.of("small").maxBytes()).isEqualTo(1_000);
    assertThat(limits.of("large").maxBytes()).isEqualTo(2_000);
  }

  private static TopicLimits limits(Map<String, String> settings) {
    List<ConfigEntry> entries =
        new java.util.ArrayList<>(List.of(new ConfigEntry("max.message.bytes", "1048588")));
    settings.forEach((key, value) -> entries.add(new ConfigEntry(key, value)));
    return TopicLimits.of(new Config(entries));
  }
}
