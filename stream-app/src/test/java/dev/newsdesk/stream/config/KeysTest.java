package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.classifier.prediction.BatchPlan;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each setting can be set, and each says what is wrong with a bad value. */
class KeysTest {

  static List<Setting> settings() {
    return List.of(
        new Setting(
            "application.id",
            "desk-2",
            StreamSettings::applicationId,
            "desk-2",
            "two words",
            "use letters, digits, '.', '_' and '-' alone"),
        new Setting(
            "bootstrap.servers",
            "a:1,b:2",
            StreamSettings::bootstrapServers,
            "a:1,b:2",
            "",
            "String must be non-empty"),
        new Setting(
            "schema.registry.url",
            "http://r/apis/ccompat/v7",
            settings -> settings.registry().get("schema.registry.url"),
            "http://r/apis/ccompat/v7",
            "",
            "String must be non-empty"),
        new Setting(
            "topic.prefix",
            "desk.test",
            settings -> settings.topics().prefix(),
            "desk.test",
            "news/desk",
            "use letters, digits, '.', '_' and '-' alone"),
        new Setting(
            "topic.partitions",
            "12",
            StreamSettings::partitions,
            12,
            "0",
            "Value must be at least 1"),
        new Setting(
            "checkpoint",
            "/models/best",
            settings -> settings.inference().checkpoint(),
            Path.of("/models/best"),
            "",
            "String must be non-empty"),
        new Setting(
            "device",
            "gpu1",
            settings -> settings.inference().device(),
            "gpu1",
            "",
            "String must be non-empty"),
        new Setting(
            "standby.replicas",
            "1",
            StreamSettings::standbyReplicas,
            1,
            "-1",
            "Value must be at least 0"),
        new Setting(
            "batch.token.budget",
            "5000",
            settings -> settings.inference().plan().tokenBudget(),
            5000,
            "0",
            "Value must be at least 1"),
        new Setting(
            "batch.order",
            "arrival",
            settings -> settings.inference().plan().order(),
            BatchPlan.Order.ARRIVAL,
            "size",
            "String must be one of (case insensitive): ARRIVAL, LENGTH"),
        new Setting(
            "drift.reference.articles",
            "5000",
            settings -> settings.drift().referenceArticles(),
            5000,
            "10",
            "Value must be at least 1000"),
        new Setting(
            "drift.reference.mix",
            "World=0.4,Sports=0.6",
            settings -> settings.drift().shares(),
            Map.of("World", 0.4, "Sports", 0.6),
            "World=0.4",
            "make the shares add up to 1"),
        new Setting(
            "drift.reference.confidence",
            "0.9",
            settings -> settings.drift().confidence(),
            OptionalDouble.of(0.9),
            "1.5",
            "Value must be no more than 1"),
        new Setting(
            "drift.restart",
            "2",
            settings -> settings.drift().restart(),
            2,
            "-1",
            "Value must be at least 0"),
        new Setting(
            "dead.letters.limit",
            "0.25",
            settings -> settings.deadLetterLimit().share(),
            0.25,
            "1.5",
            "Value must be no more than 1"),
        new Setting(
            "dead.letters.window",
            "10",
            settings -> settings.deadLetterLimit().window(),
            10,
            "0",
            "Value must be at least 1"),
        new Setting(
            "accuracy.enabled",
            "false",
            settings -> settings.accuracy().enabled(),
            false,
            "perhaps",
            "Expected value to be either true or false"),
        new Setting(
            "accuracy.label.wait.ms",
            "5000",
            settings -> settings.accuracy().labelWait(),
            Duration.ofSeconds(5),
            "0",
            "Value must be at least 1"),
        new Setting(
            "accuracy.window.ms",
            "10000",
            settings -> settings.accuracy().window(),
            Duration.ofSeconds(10),
            "999",
            "Value must be at least 1000"),
        new Setting(
            "accuracy.threads",
            "2",
            settings -> settings.accuracy().threads(),
            2,
            "0",
            "Value must be at least 1"),
        new Setting(
            "http.address",
            "[::1]:9000",
            settings -> settings.http().address(),
            InetSocketAddress.createUnresolved("::1", 9000),
            "localhost:70000",
            "use host:port"),
        new Setting(
            "http.hosts",
            "news.example.org,desk",
            settings -> settings.http().hosts(),
            Set.of("news.example.org", "desk", "127.0.0.1"),
            "https://desk",
            "use host names alone, without scheme and port"),
        new Setting("threads", "3", StreamSettings::threads, 3, "0", "Value must be at least 1"),
        new Setting(
            "batch.size",
            "32",
            settings -> settings.policy().size(),
            32,
            "100001",
            "Value must be no more than 100000"),
        new Setting(
            "batch.max.bytes",
            "1000",
            settings -> settings.policy().maxBytes(),
            1000L,
            "0",
            "Value must be at least 1"),
        new Setting(
            "batch.linger.ms",
            "0",
            settings -> settings.policy().linger(),
            Duration.ZERO,
            "-1",
            "Value must be at least 0"),
        new Setting(
            "schema.wait.ms",
            "0",
            settings -> settings.intake().schemaWait(),
            Duration.ZERO,
            "-1",
            "Value must be at least 0"),
        new Setting(
            "intake.max.bytes",
            "1000",
            settings -> settings.intake().maxBytes(),
            1000L,
            "0",
            "Value must be at least 1"),
        new Setting(
            "article.max.bytes",
            "1000",
            StreamSettings::articleMaxBytes,
            1000,
            "many",
            "Not a number of type INT"),
        new Setting(
            "startup.timeout.ms",
            "5",
            StreamSettings::startupTimeout,
            Duration.ofMillis(5),
            "0",
            "Value must be at least 1"));
  }

  @Test
  void noKeyIsWithoutATestHere() {
    assertThat(settings().stream().map(Setting::key).collect(Collectors.toSet()))
        .isEqualTo(Keys.DEFINITION.names());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aGoodValueArrives(Setting setting) {
    assertThat(setting.getter.apply(read(setting.key, setting.good))).isEqualTo(setting.expected);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aBadValueIsRefusedWithItsKeyAndWhatWouldBeRight(Setting setting) {
    assertThatThrownBy(() -> read(setting.key, setting.bad))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Invalid value "
                + setting.bad
                + " for configuration "
                + setting.key
                + ": "
                + setting.refusal);
  }

  @Test
  void everyKeyIsDocumented() {
    assertThat(Keys.DEFINITION.configKeys().values())
        .allSatisfy(key -> assertThat(key.documentation).as(key.name).endsWith("."));
  }

  private static StreamSettings read(String key, String value) {
    Map<String, String> values = new HashMap<>();
    values.put("bootstrap.servers", "localhost:9092");
    values.put("schema.registry.url", "http://localhost:8081");
    values.put(key, value);
    return new SettingsReader(Map.of()).read(values);
  }

  /** A key with a good value, where it arrives, and a bad value with its refusal. */
  private record Setting(
      String key,
      String good,
      Function<StreamSettings, Object> getter,
      Object expected,
      String bad,
      String refusal) {

    @Override
    public String toString() {
      return key;
    }
  }
}
