package dev.newsdesk.stream.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** Writes {@code docs/configuration.md} from the definitions. */
final class ConfigurationReference {

  private static final String HEAD =
      """
      # Configuration

      Made from the definitions in the code; the test `ConfigurationReferenceTest` fails when it is out of date.

      `./newsdesk stream --config FILE` reads a properties file in UTF-8, in which a backslash is written twice. Only
      `bootstrap.servers` and `schema.registry.url` have no default. A name that is no setting, a value that is not valid, or two
      settings that do not fit together refuse to start, in a sentence that names them.

      Of several values the last in this order counts:

      1. the default
      2. the file
      3. the environment: the name in capitals with `_` for `.`, after `NEWSDESK_`, so that `NEWSDESK_BATCH_SIZE=64` sets
         `batch.size` and `NEWSDESK_KAFKA_COMMIT_INTERVAL_MS=50` sets `kafka.commit.interval.ms`. A variable that names no setting
         is passed over with a warning.
      """;

  private static final String KAFKA =
      """
      ## Under `kafka.`

      Whatever begins with `kafka.` goes to Kafka Streams without those six characters, and wins over what the app sets itself.
      `kafka.producer.`, `kafka.consumer.` and `kafka.admin.` reach that client alone and win over the same name without them:
      `kafka.producer.compression.type=lz4`. A name that Kafka does not know has no effect.

      State lies under `kafka.state.dir`, by default `$XDG_STATE_HOME/newsdesk`, else `~/.local/state/newsdesk`, in a folder for each
      instance. A user without a home must set it.

      A cluster behind TLS and passwords, and its registry:

      ```properties
      bootstrap.servers=kafka-1:9093,kafka-2:9093
      schema.registry.url=https://registry:8081
      kafka.security.protocol=SASL_SSL
      kafka.sasl.mechanism=SCRAM-SHA-512
      kafka.ssl.truststore.type=PEM
      kafka.ssl.truststore.location=/etc/newsdesk/ca.pem
      registry.basic.auth.credentials.source=USER_INFO
      ```

      The secrets come from the environment. No log and no message of the app shows them.

      ```sh
      export NEWSDESK_KAFKA_SASL_JAAS_CONFIG="org.apache.kafka.common.security.scram.ScramLoginModule required \\
        username=\\"newsdesk\\" password=\\"$KAFKA_PASSWORD\\";"
      export NEWSDESK_REGISTRY_BASIC_AUTH_USER_INFO="newsdesk:$REGISTRY_PASSWORD"
      ```

      What the app sets itself, and with its defaults to what:

      | setting | value | why |
      |---|---|---|
      """;

  private static final String ACCURACY =
      """

      Online accuracy takes the same, and this; a setting under `kafka.` holds for both:

      | setting | value | why |
      |---|---|---|
      """;

  private static final String FIT =
      """

      These must fit together, or the app refuses to start:

      * `kafka.transaction.timeout.ms` is longer than `kafka.commit.interval.ms` and what a commit may take (RESERVE ms) together.
        A transaction begins with the first record after a commit and may span a flush after the next; brokers would end it in use.
      * `kafka.max.poll.interval.ms` is longer than `kafka.transaction.timeout.ms` and than that commit.
      * `kafka.session.timeout.ms` is longer than `kafka.heartbeat.interval.ms`.
      * `article.max.bytes` is at most `kafka.max.request.size` and `kafka.buffer.memory`.
      * REFUSED are set by the app's own names alone.
      * Nothing is set that ends in `exception.handler`: Kafka Streams' own would pass over records that the app stops for.

      `kafka.processing.guarantee=at_least_once` starts with a warning: it is faster, and a crash repeats articles.

      ## Under `registry.`

      Whatever begins with `registry.` goes to Confluent's client without those nine characters: `registry.basic.auth.user.info`,
      `registry.auto.register.schemas`, `registry.schema.registry.ssl.truststore.location`. The app asks again by itself and must
      stay in its consumer group, so that one call is one quick attempt:

      | setting | value |
      |---|---|
      """;

  private ConfigurationReference() {}

  /** Returns the page, which is the same on any machine. */
  static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    for (String group : Keys.DEFINITION.groups()) {
      page.append("\n## ").append(group).append('\n');
      Keys.DEFINITION.configKeys().values().stream()
          .filter(key -> group.equals(key.group))
          .forEach(key -> page.append(section(key)));
    }
    page.append('\n').append(KAFKA);
    for (KafkaSetting setting : KafkaSetting.of(defaults())) {
      page.append(row(code(setting.key()), value(setting), setting.reason()));
    }
    page.append(ACCURACY);
    for (KafkaSetting setting : KafkaSetting.ofAccuracy()) {
      page.append(row(code(setting.key()), value(setting), setting.reason()));
    }
    page.append(fit());
    new TreeMap<>(Keys.REGISTRY_DEFAULTS)
        .forEach((key, value) -> page.append(row(code("registry." + key), code(value))));
    return page.toString();
  }

  private static String section(ConfigDef.ConfigKey key) {
    String valid = key.validator == null ? "" : " Valid: " + code(key.validator) + ".";
    return "\n### "
        + code(key.name)
        + "\n\n"
        + key.documentation
        + "\n\nType: "
        + key.type.name().toLowerCase(Locale.ROOT)
        + "."
        + valid
        + " "
        + defaultValue(key)
        + " Variable: "
        + code("NEWSDESK_" + key.name.toUpperCase(Locale.ROOT).replace('.', '_'))
        + ".\n";
  }

  private static String defaultValue(ConfigDef.ConfigKey key) {
    if (!key.hasDefault()) {
      return "Required.";
    }
    return "Default: "
        + Keys.DEFAULTS_IN_WORDS.getOrDefault(key.name, code(key.defaultValue))
        + ".";
  }

  private static String value(KafkaSetting setting) {
    String own = Keys.OWN_NAMES.get(setting.key());
    return own == null ? code(setting.value()) : "that of " + code(own);
  }

  private static String fit() {
    List<String> refused =
        Keys.OWN_NAMES.keySet().stream()
            .filter(Consistency::isRefused)
            .map(key -> code("kafka." + key))
            .sorted()
            .toList();
    return FIT.replace("RESERVE", Long.toString(Consistency.COMMIT_RESERVE.toMillis()))
        .replace("REFUSED", String.join(", ", refused));
  }

  private static StreamSettings defaults() {
    return new SettingsReader(Map.of())
        .read(
            Map.of(
                Keys.BOOTSTRAP_SERVERS,
                "kafka:9092",
                Keys.REGISTRY_URL,
                "http://registry",
                // Some values depend on them, and the reference on no machine.
                Keys.THREADS,
                "2"));
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String code(Object value) {
    return "`" + value + "`";
  }
}
