package dev.newsdesk.stream.config;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** The settings of the drift detectors. */
final class DriftKeys {

  static final String REFERENCE_ARTICLES = "drift.reference.articles";
  static final String REFERENCE_MIX = "drift.reference.mix";
  static final String REFERENCE_CONFIDENCE = "drift.reference.confidence";
  static final String RESTART = "drift.restart";

  private static final double ROUNDING = 0.005;

  private DriftKeys() {}

  static void define(KeyGroup group) {
    group
        .define(
            REFERENCE_ARTICLES,
            ConfigDef.Type.INT,
            10_000,
            Range.between(1_000, 100_000_000),
            Importance.MEDIUM,
            "How many of a feed's first classified articles make the mix of categories and the mean"
                + " confidence that later ones are compared with. With less than a day's articles a"
                + " feed whose mix swings between day and night may count as shifted each day; with"
                + " many the alarms begin late. A reference that is complete stays.")
        .define(
            REFERENCE_MIX,
            ConfigDef.Type.STRING,
            "",
            ConfigDef.LambdaValidator.with(
                DriftKeys::requireShares, () -> "empty, or category=share with commas between"),
            Importance.LOW,
            "The mix that is compared with instead of a learned one, as World=0.4,Sports=0.6; empty"
                + " learns it. Shares that do not add up to 1 and categories that the checkpoint"
                + " does not have refuse to start; a category left out has none. A wrong mix"
                + " alarms without end.")
        .define(
            REFERENCE_CONFIDENCE,
            ConfigDef.Type.DOUBLE,
            0.0,
            Range.between(0, 1),
            Importance.LOW,
            "The mean confidence that is compared with instead of a learned one; 0 learns it, anew"
                + " for each checkpoint. One that is too high alarms without end, one that is too"
                + " low never.")
        .define(
            RESTART,
            ConfigDef.Type.INT,
            0,
            Range.atLeast(0),
            Importance.LOW,
            "Raise it by one to end the alarms of drift, forget what was learned and learn it again"
                + " from the next articles and labels. A smaller number than before changes"
                + " nothing.");
  }

  static DriftSettings read(AbstractConfig config) {
    double confidence = config.getDouble(REFERENCE_CONFIDENCE);
    return new DriftSettings(
        config.getInt(REFERENCE_ARTICLES),
        shares(config.getString(REFERENCE_MIX)),
        confidence == 0 ? OptionalDouble.empty() : OptionalDouble.of(confidence),
        config.getInt(RESTART));
  }

  private static void requireShares(String key, Object value) {
    var unused = shares(String.valueOf(value));
  }

  private static Map<String, Double> shares(String value) {
    Map<String, Double> shares = new HashMap<>();
    if (value.isBlank()) {
      return shares;
    }
    for (String part : value.split(",", -1)) {
      int equals = part.lastIndexOf('=');
      String category = equals < 1 ? "" : part.substring(0, equals).strip();
      double share = equals < 1 ? Double.NaN : number(part.substring(equals + 1));
      if (category.isEmpty() || !(share >= 0 && share <= 1)) {
        throw new ConfigException(REFERENCE_MIX, value, "use category=share, shares from 0 to 1");
      }
      if (shares.put(category, share) != null) {
        throw new ConfigException(REFERENCE_MIX, value, "name each category once");
      }
    }
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new ConfigException(REFERENCE_MIX, value, "make the shares add up to 1");
    }
    return shares;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
