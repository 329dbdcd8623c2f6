package dev.newsdesk.stream.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The settings of online accuracy. */
final class AccuracyKeys {

  static final String ENABLED = "accuracy.enabled";
  static final String LABEL_WAIT = "accuracy.label.wait.ms";
  static final String WINDOW = "accuracy.window.ms";
  static final String THREADS = "accuracy.threads";

  private static final ConfigDef.Validator ANY_BOOLEAN =
      ConfigDef.LambdaValidator.with((name, value) -> {}, () -> "true or false");

  private AccuracyKeys() {}

  static void define(KeyGroup group) {
    group
        .define(
            ENABLED,
            ConfigDef.Type.BOOLEAN,
            true,
            ANY_BOOLEAN,
            Importance.MEDIUM,
            "Whether labels are compared with what the checkpoint answered. It reads classified"
                + " articles back and keeps a few bytes of each; false saves that, and reports no"
                + " accuracy.")
        .define(
            LABEL_WAIT,
            ConfigDef.Type.LONG,
            Duration.ofHours(1).toMillis(),
            Range.between(1, Duration.ofDays(7).toMillis()),
            Importance.MEDIUM,
            "Milliseconds that a label and the answer to its article wait for each other, whichever"
                + " is read first. A small value counts labels as late that were not; a large one"
                + " costs disk: articles are remembered for up to three times as long, and an"
                + " article or label that comes again in twice as long counts once. Another value"
                + " than before forgets part of them.")
        .define(
            WINDOW,
            ConfigDef.Type.LONG,
            Duration.ofMinutes(1).toMillis(),
            Range.between(1_000, Duration.ofDays(1).toMillis()),
            Importance.LOW,
            "Milliseconds of a window over which accuracy is reported beside that of all time. A"
                + " small value has few labels in each, and wide intervals; a large one shows late"
                + " that the checkpoint has become worse.")
        .define(
            THREADS,
            ConfigDef.Type.INT,
            1,
            Range.atLeast(1),
            Importance.LOW,
            "Stream threads of online accuracy, which share the cores with those of `threads`. Too"
                + " few let reports lag behind the labels; too many take time from"
                + " classification.");
  }

  static AccuracySettings read(AbstractConfig config) {
    return new AccuracySettings(
        config.getBoolean(ENABLED),
        Duration.ofMillis(config.getLong(LABEL_WAIT)),
        Duration.ofMillis(config.getLong(WINDOW)),
        config.getInt(THREADS));
  }
}
