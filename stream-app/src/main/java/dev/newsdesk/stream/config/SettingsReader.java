package dev.newsdesk.stream.config;

import dev.newsdesk.classifier.prediction.BatchPlan;
import dev.newsdesk.stream.batching.DeadLetterLimit;
import dev.newsdesk.stream.batching.FlushPolicy;
import dev.newsdesk.stream.topics.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads settings from a properties file and the environment: {@code NEWSDESK_BATCH_SIZE} overrides
 * {@code batch.size}.
 */
public final class SettingsReader {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);
  private static final String ENVIRONMENT_PREFIX = "NEWSDESK_";
  private static final String KAFKA_PREFIX = "kafka.";
  private static final String REGISTRY_PREFIX = "registry.";

  /** Windows programs begin a file with one. */
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Map<String, String> environment;

  /** Lets the given environment override files. */
  public SettingsReader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException when it cannot be read or a setting is wrong
   */
  public StreamSettings read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException(
          "The configuration " + file + " does not exist: name a properties file.", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigurationException(
          "The configuration " + file + " cannot be read (" + e + "): name a properties file.", e);
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return read(values);
  }

  /**
   * Reads settings by key.
   *
   * @throws ConfigurationException when one is wrong
   */
  public StreamSettings read(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)) {
            String key =
                name.substring(ENVIRONMENT_PREFIX.length())
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '.');
            // Others may use the prefix too: Kubernetes sets such names for a service "newsdesk".
            if (!isKnown(key)) {
              LOG.atWarn().addKeyValue("variable", name).log("No setting has this name");
              return;
            }
            all.put(key, value);
          }
        });
    new TreeSet<>(values.keySet()).forEach(SettingsReader::refuseUnknown);
    try {
      StreamSettings settings = settings(new AbstractConfig(Keys.DEFINITION, all, false), all);
      // Kafka Streams checks what comes under kafka.; better now than after the checkpoint.
      Consistency consistency = new Consistency(settings);
      consistency.require();
      if (!consistency.exactlyOnce()) {
        LOG.atWarn()
            .log(
                "kafka.processing.guarantee gives up exactly once, a crash repeats articles: leave"
                    + " it out unless you measure speed");
      }
      return settings;
    } catch (ConfigException | IllegalArgumentException e) {
      throw new ConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static StreamSettings settings(AbstractConfig config, Map<String, String> all) {
    return new StreamSettings(
        config.getString(Keys.APPLICATION_ID),
        config.getString(Keys.BOOTSTRAP_SERVERS),
        RegistrySettings.of(config.getString(Keys.REGISTRY_URL), withPrefix(all, REGISTRY_PREFIX)),
        new Topics(config.getString(Keys.TOPIC_PREFIX)),
        config.getInt(Keys.TOPIC_PARTITIONS),
        inference(config),
        config.getInt(Keys.THREADS),
        config.getInt(Keys.STANDBY_REPLICAS),
        new FlushPolicy(
            config.getInt(Keys.BATCH_SIZE),
            config.getLong(Keys.BATCH_MAX_BYTES),
            Duration.ofMillis(config.getLong(Keys.BATCH_LINGER))),
        IntakeKeys.read(config),
        config.getInt(Keys.ARTICLE_MAX_BYTES),
        new DeadLetterLimit(
            config.getDouble(Keys.DEAD_LETTERS_LIMIT), config.getInt(Keys.DEAD_LETTERS_WINDOW)),
        AccuracyKeys.read(config),
        DriftKeys.read(config),
        HttpKeys.read(config),
        Duration.ofMillis(config.getLong(Keys.STARTUP_TIMEOUT)),
        withPrefix(all, KAFKA_PREFIX));
  }

  private static InferenceSettings inference(AbstractConfig config) {
    return new InferenceSettings(
        Path.of(config.getString(Keys.CHECKPOINT)),
        config.getString(Keys.DEVICE),
        new BatchPlan(
            BatchPlan.Order.valueOf(config.getString(Keys.BATCH_ORDER).toUpperCase(Locale.ROOT)),
            config.getInt(Keys.BATCH_TOKEN_BUDGET)));
  }

  private static Map<String, String> withPrefix(Map<String, String> all, String prefix) {
    Map<String, String> stripped = new HashMap<>();
    all.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            stripped.put(key.substring(prefix.length()), value);
          }
        });
    return stripped;
  }

  private static void refuseUnknown(String key) {
    if (!isKnown(key)) {
      throw new ConfigurationException(
          "Unknown setting '"
              + key
              + "': known are "
              + new TreeSet<>(Keys.DEFINITION.names())
              + ", and anything under kafka. and registry.");
    }
  }

  private static boolean isKnown(String key) {
    return Keys.DEFINITION.names().contains(key)
        || key.startsWith(KAFKA_PREFIX)
        || key.startsWith(REGISTRY_PREFIX);
  }
}
