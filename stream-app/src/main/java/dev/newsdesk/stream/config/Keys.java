package dev.newsdesk.stream.config;

import dev.newsdesk.classifier.prediction.BatchPlan;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** The settings: name, type, default, check and meaning of each, defined once. */
final class Keys {

  static final String APPLICATION_ID = "application.id";
  static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
  static final String REGISTRY_URL = "schema.registry.url";
  static final String TOPIC_PREFIX = "topic.prefix";
  static final String TOPIC_PARTITIONS = "topic.partitions";
  static final String CHECKPOINT = "checkpoint";
  static final String DEVICE = "device";
  static final String THREADS = "threads";
  static final String STANDBY_REPLICAS = "standby.replicas";
  static final String BATCH_SIZE = "batch.size";
  static final String BATCH_LINGER = "batch.linger.ms";
  static final String BATCH_TOKEN_BUDGET = "batch.token.budget";
  static final String BATCH_ORDER = "batch.order";
  static final String ARTICLE_MAX_BYTES = "article.max.bytes";
  static final String DEAD_LETTERS_LIMIT = "dead.letters.limit";
  static final String DEAD_LETTERS_WINDOW = "dead.letters.window";
  static final String HTTP_ADDRESS = "http.address";
  static final String STARTUP_TIMEOUT = "startup.timeout.ms";

  /**
   * What the registry's client is told unless set otherwise under {@code registry.}: one quick
   * attempt a call, because the app itself tries again and must stay in its consumer group.
   */
  static final Map<String, String> REGISTRY_DEFAULTS =
      Map.of(
          "max.retries", "0",
          "http.connect.timeout.ms", "2000",
          "http.read.timeout.ms", "5000");

  private static final Pattern ADDRESS =
      Pattern.compile("(?<host>[a-zA-Z0-9.-]+|\\[[0-9a-fA-F:.]+]):(?<port>\\d{1,5})");

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              APPLICATION_ID,
              ConfigDef.Type.STRING,
              "newsdesk",
              ConfigDef.LambdaValidator.with(Keys::requireTopicName, () -> "part of a topic name"),
              Importance.HIGH,
              "Names the consumer group, the internal topics and the transactions. Another name "
                  + "starts from the beginning of the articles and labels all of them again.")
          .define(
              BOOTSTRAP_SERVERS,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Addresses of Kafka brokers, host:port with commas between.")
          .define(
              REGISTRY_URL,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Address of the schema registry, with its path.")
          .define(
              TOPIC_PREFIX,
              ConfigDef.Type.STRING,
              "news",
              ConfigDef.LambdaValidator.with(Keys::requireTopicName, () -> "a topic name"),
              Importance.MEDIUM,
              "What the names of all topics begin with.")
          .define(
              TOPIC_PARTITIONS,
              ConfigDef.Type.INT,
              4,
              Range.atLeast(1),
              Importance.LOW,
              "Partitions of a topic that is created. More partitions let more threads work and "
                  + "make each batch fill more slowly.")
          .define(
              CHECKPOINT,
              ConfigDef.Type.STRING,
              // The launcher says where the published one is, whatever the working directory.
              System.getProperty("newsdesk.checkpoint", "checkpoint"),
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Folder of the checkpoint to serve.")
          .define(
              DEVICE,
              ConfigDef.Type.STRING,
              "auto",
              new ConfigDef.NonEmptyString(),
              Importance.MEDIUM,
              "Where the network runs: auto (a GPU where there is one), cpu, gpu0, gpu1, ….")
          .define(
              THREADS,
              ConfigDef.Type.INT,
              Runtime.getRuntime().availableProcessors(),
              Range.atLeast(1),
              Importance.MEDIUM,
              "Stream threads, each with a predictor of its own. More threads than cores only "
                  + "compete.")
          .define(
              STANDBY_REPLICAS,
              ConfigDef.Type.INT,
              0,
              Range.between(0, 10),
              Importance.LOW,
              "Copies of the waiting articles that other instances keep at hand. There is little to"
                  + " restore, so that more than 0 gains seconds at most and costs memory.")
          .define(
              BATCH_SIZE,
              ConfigDef.Type.INT,
              256,
              Range.between(1, 100_000),
              Importance.MEDIUM,
              "Articles of a full batch. Small batches waste compute; large ones cost memory and "
                  + "make a crash repeat more work.")
          .define(
              BATCH_LINGER,
              ConfigDef.Type.LONG,
              100L,
              Range.between(0, 60_000),
              Importance.MEDIUM,
              "Milliseconds that an article waits for its batch-mates. A large value delays "
                  + "sparse articles, a small one makes small batches.")
          .define(
              BATCH_TOKEN_BUDGET,
              ConfigDef.Type.INT,
              BatchPlan.DEFAULT.tokenBudget(),
              Range.between(1, 10_000_000),
              Importance.LOW,
              "Upper bound for the tokens, padding included, that the network takes at once. A"
                  + " small value makes many calls; a large one costs memory, of a GPU too.")
          .define(
              BATCH_ORDER,
              ConfigDef.Type.STRING,
              "length",
              ConfigDef.CaseInsensitiveValidString.in("length", "arrival"),
              Importance.LOW,
              "How a batch's articles are put side by side for the network: length, or arrival,"
                  + " which only shows what sorting is worth. They leave in order of arrival"
                  + " always.")
          .define(
              ARTICLE_MAX_BYTES,
              ConfigDef.Type.INT,
              524_288,
              Range.between(1, 100_000_000),
              Importance.LOW,
              "Upper bound for an article's value, as it comes and as it leaves. Larger ones go to "
                  + "the dead letters; the category topics must take values of this size.")
          .define(
              DEAD_LETTERS_LIMIT,
              ConfigDef.Type.DOUBLE,
              0.5,
              Range.between(0, 1),
              Importance.MEDIUM,
              "Share of dead letters among the last records at which the app stops, rather than"
                  + " draining a topic of something else into them. 1 never stops it; a value near"
                  + " 0 lets a few bad records stop it.")
          .define(
              DEAD_LETTERS_WINDOW,
              ConfigDef.Type.INT,
              1_000,
              Range.between(1, 1_000_000),
              Importance.LOW,
              "How many of the last records that share is taken of; fewer never stop the app. A"
                  + " small value makes a short run of bad records count.")
          .define(
              HTTP_ADDRESS,
              ConfigDef.Type.STRING,
              "127.0.0.1:8080",
              ConfigDef.LambdaValidator.with(Keys::requireAddress, () -> "host:port"),
              Importance.MEDIUM,
              "Where /healthz, /readyz and /metrics answer, host:port; port 0 takes any free one."
                  + " They ask for no password: an address beyond loopback shows them to whoever"
                  + " reaches it.")
          .define(
              STARTUP_TIMEOUT,
              ConfigDef.Type.LONG,
              30_000L,
              Range.atLeast(1),
              Importance.LOW,
              "Milliseconds that brokers and registry may take to answer when the app starts; "
                  + "later they are waited for without limit.");

  private Keys() {}

  /** Reads {@code host:port}, or {@code [::1]:port}; looks no name up. */
  static InetSocketAddress address(String value) {
    Matcher matcher = ADDRESS.matcher(value);
    if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > 65_535) {
      throw new ConfigException(HTTP_ADDRESS, value, "use host:port");
    }
    return InetSocketAddress.createUnresolved(
        matcher.group("host").replaceAll("[\\[\\]]", ""), Integer.parseInt(matcher.group("port")));
  }

  private static void requireAddress(String key, Object value) {
    var unused = address(String.valueOf(value));
  }

  private static void requireTopicName(String key, Object value) {
    if (!(value instanceof String name) || !name.matches("[a-zA-Z0-9._-]{1,200}")) {
      throw new ConfigException(key, value, "use letters, digits, '.', '_' and '-' alone");
    }
  }
}
