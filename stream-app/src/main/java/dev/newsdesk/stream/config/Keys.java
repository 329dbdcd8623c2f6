package dev.newsdesk.stream.config;

import dev.newsdesk.classifier.prediction.BatchPlan;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

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
  static final String BATCH_MAX_BYTES = "batch.max.bytes";
  static final String BATCH_LINGER = "batch.linger.ms";
  static final String BATCH_TOKEN_BUDGET = "batch.token.budget";
  static final String BATCH_ORDER = "batch.order";
  static final String ARTICLE_MAX_BYTES = "article.max.bytes";
  static final String DEAD_LETTERS_LIMIT = "dead.letters.limit";
  static final String DEAD_LETTERS_WINDOW = "dead.letters.window";
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

  /** What the defaults that depend on the machine or on the launcher mean. */
  static final Map<String, String> DEFAULTS_IN_WORDS =
      Map.of(
          CHECKPOINT,
          "the published checkpoint where `./newsdesk` starts the app, else the folder `checkpoint`"
              + " in the working directory",
          THREADS,
          "the number of processor cores",
          HttpKeys.HOSTS,
          "none");

  /** Settings of Kafka Streams that the app's own stand for, by their names there. */
  static final Map<String, String> OWN_NAMES =
      Map.of(
          StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID,
          StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, BOOTSTRAP_SERVERS,
          StreamsConfig.NUM_STREAM_THREADS_CONFIG, THREADS,
          StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, STANDBY_REPLICAS);

  static final ConfigDef DEFINITION = definition();

  private Keys() {}

  private static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    kafka(new KeyGroup(definition, "Kafka"));
    model(new KeyGroup(definition, "Model"));
    batching(new KeyGroup(definition, "Batching"));
    IntakeKeys.define(new KeyGroup(definition, "Intake"));
    deadLetters(new KeyGroup(definition, "Dead letters"));
    AccuracyKeys.define(new KeyGroup(definition, "Online accuracy"));
    DriftKeys.define(new KeyGroup(definition, "Drift"));
    HttpKeys.define(new KeyGroup(definition, "HTTP"));
    start(new KeyGroup(definition, "Start"));
    return definition;
  }

  private static void kafka(KeyGroup group) {
    group
        .define(
            APPLICATION_ID,
            ConfigDef.Type.STRING,
            "newsdesk",
            ConfigDef.LambdaValidator.with(Keys::requireTopicName, () -> "part of a topic name"),
            Importance.HIGH,
            "Names the consumer group, the internal topics and the transactions. Another "
                + "name starts from the beginning of the articles and labels all of them again; "
                + "instances under one name share the articles.")
        .define(
            BOOTSTRAP_SERVERS,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Addresses of Kafka brokers, host:port with commas between. Where none of them "
                + "answers, the app gives up after startup.timeout.ms.")
        .define(
            REGISTRY_URL,
            ConfigDef.Type.STRING,
            ConfigDef.NO_DEFAULT_VALUE,
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Address of the schema registry, with its path. Where none answers, the app "
                + "gives up after startup.timeout.ms; a user and password in it are handed to "
                + "the registry's client as registry.basic.auth.user.info, so that no log shows "
                + "them.")
        .define(
            TOPIC_PREFIX,
            ConfigDef.Type.STRING,
            "news",
            ConfigDef.LambdaValidator.with(Keys::requireTopicName, () -> "a topic name"),
            Importance.MEDIUM,
            "What the names of all topics begin with. A wrong one creates topics of that "
                + "name and waits for articles that never come.")
        .define(
            TOPIC_PARTITIONS,
            ConfigDef.Type.INT,
            4,
            Range.atLeast(1),
            Importance.LOW,
            "Partitions of a topic that is created; a topic that is there keeps its own. "
                + "With fewer partitions than threads some threads have no work; with many, each "
                + "batch fills more slowly.")
        .define(
            THREADS,
            ConfigDef.Type.INT,
            Runtime.getRuntime().availableProcessors(),
            Range.atLeast(1),
            Importance.MEDIUM,
            "Stream threads, each with a predictor of its own. Fewer than cores leave "
                + "cores idle; more than cores only compete, and more than partitions have no "
                + "work.")
        .define(
            STANDBY_REPLICAS,
            ConfigDef.Type.INT,
            0,
            Range.between(0, 10),
            Importance.LOW,
            "Copies of the waiting articles that other instances keep at hand. There is "
                + "little to restore, so that more than 0 gains seconds at most and costs "
                + "memory; more than there are other instances stay without a place.");
  }

  private static void model(KeyGroup group) {
    group
        .define(
            CHECKPOINT,
            ConfigDef.Type.STRING,
            // The launcher says where the published one is, whatever the working directory.
            System.getProperty("newsdesk.checkpoint", "checkpoint"),
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Folder of the checkpoint to serve. One that is missing, incomplete or altered "
                + "refuses to start; another one classifies articles from the next start on and "
                + "leaves earlier predictions as they are.")
        .define(
            DEVICE,
            ConfigDef.Type.STRING,
            "auto",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "Where the network runs: auto (a GPU where there is one), cpu, gpu0, gpu1, …. "
                + "One that is not there refuses to start.");
  }

  private static void batching(KeyGroup group) {
    group
        .define(
            BATCH_SIZE,
            ConfigDef.Type.INT,
            256,
            Range.between(1, 100_000),
            Importance.MEDIUM,
            "Articles of a full batch. Small batches waste compute; large ones cost memory "
                + "and make a crash repeat more work.")
        .define(
            BATCH_MAX_BYTES,
            ConfigDef.Type.LONG,
            8L * 1024 * 1024,
            Range.between(1, 1_000_000_000),
            Importance.LOW,
            "Serialized bytes of a full batch, and of all articles that wait in a thread's"
                + " partitions together; a single larger article is a batch of its own. While a"
                + " batch is classified the heap holds it about eight times. A small value makes"
                + " small batches of long articles; a large one exhausts the heap.")
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
            "Upper bound for the tokens, padding included, that the network takes at once. "
                + "A small value makes many calls; a large one costs memory, of a GPU too.")
        .define(
            BATCH_ORDER,
            ConfigDef.Type.STRING,
            "length",
            ConfigDef.CaseInsensitiveValidString.in("length", "arrival"),
            Importance.LOW,
            "How a batch's articles are put side by side for the network: length, or "
                + "arrival, which only shows what sorting is worth and computes more padding. "
                + "They leave in order of arrival always.");
  }

  private static void deadLetters(KeyGroup group) {
    group
        .define(
            ARTICLE_MAX_BYTES,
            ConfigDef.Type.INT,
            524_288,
            Range.between(1, 100_000_000),
            Importance.LOW,
            "Upper bound for an article's value, as it comes and as it leaves. A small "
                + "value sends sound articles to the dead letters; a large one costs memory for "
                + "each article that waits, and needs category topics whose max.message.bytes is "
                + "as large.")
        .define(
            DEAD_LETTERS_LIMIT,
            ConfigDef.Type.DOUBLE,
            0.5,
            Range.between(0, 1),
            Importance.MEDIUM,
            "Share of dead letters among the last records above which the app stops, "
                + "rather than draining a topic of something else into them. The count survives "
                + "restarts; it starts afresh for a partition whose offset is set by hand. 1 "
                + "never stops it; a value near 0 lets a few bad records stop it.")
        .define(
            DEAD_LETTERS_WINDOW,
            ConfigDef.Type.INT,
            1_000,
            Range.between(1, 1_000_000),
            Importance.LOW,
            "How many of the last records that share is taken of; fewer never stop the "
                + "app. A small value makes a short run of bad records count, a large one "
                + "notices a wrong topic late.");
  }

  private static void start(KeyGroup group) {
    group.define(
        STARTUP_TIMEOUT,
        ConfigDef.Type.LONG,
        30_000L,
        Range.atLeast(1),
        Importance.LOW,
        "Milliseconds that brokers and registry may take to answer when the app "
            + "starts; later they are waited for without limit. A small value gives up on a "
            + "cluster that is only slow, a large one is late to say that an address is "
            + "wrong.");
  }

  private static void requireTopicName(String key, Object value) {
    if (!(value instanceof String name) || !name.matches("[a-zA-Z0-9._-]{1,200}")) {
      throw new ConfigException(key, value, "use letters, digits, '.', '_' and '-' alone");
    }
  }
}
