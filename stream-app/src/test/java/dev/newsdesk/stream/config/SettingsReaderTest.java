package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  private static final Map<String, String> MINIMAL =
      Map.of("bootstrap.servers", "localhost:9092", "schema.registry.url", "http://localhost:8081");

  @Test
  void everythingButTheAddressesHasADefault() {
    StreamSettings settings = read(MINIMAL);
    assertThat(settings.applicationId()).isEqualTo("newsdesk");
    assertThat(settings.bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.registry())
        .isEqualTo(
            Map.of(
                "schema.registry.url", "http://localhost:8081",
                "max.retries", "0",
                "http.connect.timeout.ms", "2000",
                "http.read.timeout.ms", "5000"));
    assertThat(settings.topics()).isEqualTo(new Topics("news"));
    assertThat(settings.partitions()).isEqualTo(4);
    assertThat(settings.inference().checkpoint()).isEqualTo(Path.of("checkpoint"));
    assertThat(settings.inference().device()).isEqualTo("auto");
    assertThat(settings.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(settings.policy().size()).isEqualTo(256);
    assertThat(settings.policy().linger()).isEqualTo(Duration.ofMillis(100));
    assertThat(settings.articleMaxBytes()).isEqualTo(524_288);
    assertThat(settings.accuracy())
        .isEqualTo(new AccuracySettings(true, Duration.ofHours(1), Duration.ofMinutes(1), 1));
    assertThat(settings.drift())
        .isEqualTo(new DriftSettings(10_000, Map.of(), OptionalDouble.empty(), 0));
    assertThat(settings.startupTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.kafka()).isEmpty();
  }

  @Test
  void aFileMayBeginWithAByteOrderMark(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("newsdesk.properties");
    Files.writeString(
        file,
        "\ufeffbootstrap.servers = localhost:9092\nschema.registry.url = http://localhost:8081\n");
    assertThat(new SettingsReader(Map.of()).read(file)).isEqualTo(read(MINIMAL));
  }

  @Test
  void theAddressesAreRequired() {
    assertRefused(Map.of("schema.registry.url", "http://localhost:8081"))
        .hasMessage(
            "Missing required configuration \"bootstrap.servers\" which has no default value.");
    assertRefused(Map.of("bootstrap.servers", "localhost:9092"))
        .hasMessage(
            "Missing required configuration \"schema.registry.url\" which has no default value.");
  }

  @Test
  void anUnknownSettingIsRefusedByName() {
    assertRefused(with("batchsize", "3"))
        .hasMessage(
            "Unknown setting 'batchsize': known are "
                + new TreeSet<>(Keys.DEFINITION.names())
                + ", and anything under kafka. and registry.");
  }

  @Test
  void whatIsUnderKafkaAndRegistryIsHandedOn() {
    var values = with("kafka.security.protocol", "SASL_SSL");
    values.put("registry.basic.auth.user.info", "news:desk");
    values.put("registry.max.retries", "7");
    StreamSettings settings = read(values);
    assertThat(settings.kafka()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
    assertThat(settings.registry())
        .containsEntry("basic.auth.user.info", "news:desk")
        .containsEntry("max.retries", "7")
        .containsEntry("schema.registry.url", "http://localhost:8081");
  }

  @Test
  void aBadSettingOfKafkaStreamsIsRefusedBeforeAnythingStarts() {
    assertRefused(with("kafka.processing.guarantee", "perhaps"))
        .hasMessageStartingWith(
            "Invalid value perhaps for configuration processing.guarantee: String must be one of");
  }

  @Test
  void theEnvironmentWins() {
    var environment =
        Map.of(
            "NEWSDESK_BATCH_SIZE", "64",
            "NEWSDESK_BATCH_LINGER_MS", "250",
            "NEWSDESK_KAFKA_CLIENT_ID", "desk",
            "NEWSDESKTOP", "no setting",
            "PATH", "/bin");
    StreamSettings settings = new SettingsReader(environment).read(with("batch.size", "8"));
    assertThat(settings.policy().size()).isEqualTo(64);
    assertThat(settings.policy().linger()).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.kafka()).isEqualTo(Map.of("client.id", "desk"));
  }

  @Test
  void aVariableThatNamesNoSettingIsPassedOver() {
    var environment = Map.of("NEWSDESK_SERVICE_HOST", "10.0.0.7", "NEWSDESK_PORT", "tcp://x:1");
    assertThat(new SettingsReader(environment).read(MINIMAL))
        .isEqualTo(new SettingsReader(Map.of()).read(MINIMAL));
  }

  @Test
  void aFileIsUtf8(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("newsdesk.properties");
    Files.writeString(
        file,
        """
        # Düsseldorf
        bootstrap.servers = broker:9092
        schema.registry.url = http://registry:8081
        checkpoint = /modelle/größer
        """,
        StandardCharsets.UTF_8);
    StreamSettings settings = new SettingsReader(Map.of()).read(file);
    assertThat(settings.bootstrapServers()).isEqualTo("broker:9092");
    assertThat(settings.inference().checkpoint()).isEqualTo(Path.of("/modelle/größer"));
  }

  @Test
  void aFileThatIsMissingOrMalformedIsNamed(@TempDir Path directory) throws IOException {
    var reader = new SettingsReader(Map.of());
    Path missing = directory.resolve("missing.properties");
    assertThatThrownBy(() -> reader.read(missing))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("The configuration " + missing + " does not exist: name a properties file.");
    Path malformed = Files.writeString(directory.resolve("bad.properties"), "a = \\u12xy");
    assertThatThrownBy(() -> reader.read(malformed))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("The configuration " + malformed + " cannot be read (")
        .hasMessageEndingWith("): name a properties file.");
    assertThatThrownBy(() -> reader.read(directory))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("The configuration " + directory + " cannot be read (");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(Map<String, String> values) {
    return assertThatThrownBy(() -> read(values)).isInstanceOf(ConfigurationException.class);
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> values = new HashMap<>(MINIMAL);
    values.put(key, value);
    return values;
  }

  private static StreamSettings read(Map<String, String> values) {
    return new SettingsReader(Map.of()).read(values);
  }
}
