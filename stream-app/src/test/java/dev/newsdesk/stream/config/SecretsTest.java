package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.newsdesk.schemas.RegistryProbe;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.ClosedPort;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.classification.ArticleCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No log and no message tells a password. */
class SecretsTest {

  private static final String SECRET = "Tr0ub4dor";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, Level> levels = new HashMap<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream console = System.out;

  @BeforeEach
  void listenToEverything() {
    for (Logger logger : root.getLoggerContext().getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger, logger.getLevel());
        // Those that the tests' configuration silences speak here.
        logger.setLevel(Level.DEBUG);
      }
    }
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void listenAsBefore() {
    System.setOut(console);
    levels.forEach(Logger::setLevel);
  }

  @Test
  void noClientLogsASecret() throws IOException {
    StreamSettings settings = new SettingsReader(Map.of()).read(secretive());

    StreamsConfig streams = new StreamsConfig(settings.streamsProperties());
    var unused = List.of(producer(streams), consumer(streams));
    Admin.create(settings.adminProperties("test")).close(Duration.ZERO);
    SchemaRegistry schemas = SchemaRegistry.connect(settings.registry());
    new ArticleCodec(
            schemas, new LookedUpSchemas(schemas), settings.topics(), settings.articleMaxBytes())
        .close();
    schemas.close();
    Throwable refusal = catchThrowable(() -> RegistryProbe.check(settings.registry()));

    assertThat(refusal).isInstanceOf(IOException.class);
    assertThat(String.valueOf(refusal)).doesNotContain(SECRET);
    assertThat(logged())
        .contains(
            "StreamsConfig values",
            "ProducerConfig values",
            "ConsumerConfig values",
            "AdminClientConfig values",
            "KafkaAvroSerializerConfig values",
            "sasl.jaas.config = [hidden]")
        .doesNotContain(SECRET);
  }

  @Test
  void theSettingsTellTheNamesOfWhatIsHandedOnAlone() throws IOException {
    String told = new SettingsReader(Map.of()).read(secretive()).toString();

    assertThat(told)
        .contains("applicationId=newsdesk", "sasl.jaas.config", "basic.auth.user.info")
        .doesNotContain(SECRET);
  }

  @Test
  void noRefusalTellsASecret() throws IOException {
    for (var wrong :
        Map.of(
                "kafak.sasl.jaas.config",
                SECRET,
                "batch.size",
                "0",
                "kafka.commit.interval.ms",
                "90000",
                "kafka.num.stream.threads",
                "2",
                "registry.schema.registry.url",
                "http://news:" + SECRET + "@registry",
                "schema.registry.url",
                "http://a:" + SECRET + "@r1,http://b:" + SECRET + "@r2")
            .entrySet()) {
      Map<String, String> values = secretive();
      values.put(wrong.getKey(), wrong.getValue());

      assertThat(catchThrowable(() -> new SettingsReader(Map.of()).read(values)))
          .as(wrong.getKey())
          .isInstanceOf(ConfigurationException.class)
          .satisfies(refusal -> assertThat(refusal.toString()).doesNotContain(SECRET));
    }
    var environment = Map.of("NEWSDESK_KAFAK_SASL_JAAS_CONFIG", SECRET);
    var unused = new SettingsReader(environment).read(secretive());
    assertThat(logged()).contains("NEWSDESK_KAFAK_SASL_JAAS_CONFIG").doesNotContain(SECRET);
  }

  @Test
  void whoGivesUpExactlyOnceIsWarned() throws IOException {
    Map<String, String> values = secretive();
    values.put("kafka.processing.guarantee", "at_least_once");
    var unused = new SettingsReader(Map.of()).read(values);

    assertThat(logged()).containsPattern("WARN .*kafka.processing.guarantee gives up exactly once");
  }

  private String logged() {
    return log.toString(StandardCharsets.UTF_8);
  }

  private static ProducerConfig producer(StreamsConfig streams) {
    Map<String, Object> values = new HashMap<>(streams.getProducerConfigs("producer"));
    values.put("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    values.put("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
    return new ProducerConfig(values);
  }

  private static ConsumerConfig consumer(StreamsConfig streams) {
    Map<String, Object> values = new HashMap<>(streams.getMainConsumerConfigs("g", "consumer", 0));
    values.put("key.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    values.put("value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer");
    return new ConsumerConfig(values);
  }

  private static Map<String, String> secretive() throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("bootstrap.servers", ClosedPort.address());
    values.put("schema.registry.url", "http://news:" + SECRET + "@" + ClosedPort.address());
    values.put("registry.basic.auth.user.info", "news:" + SECRET);
    values.put("registry.basic.auth.credentials.source", "USER_INFO");
    values.put("kafka.security.protocol", "SASL_PLAINTEXT");
    values.put("kafka.sasl.mechanism", "PLAIN");
    values.put(
        "kafka.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"news\""
            + " password=\""
            + SECRET
            + "\";");
    values.put("kafka.ssl.keystore.password", SECRET);
    return values;
  }
}
