package dev.newsdesk.trainer.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How figures are written, in any locale. */
final class Figures {

  /** What stands where there is no figure. */
  static final String NONE = "–";

  /** What stands in the row of an experiment without a record. */
  static final String NOT_RUN = "not run yet";

  private Figures() {}

  /** Writes a share as a percentage without its sign. */
  static String percent(double share) {
    return decimals(100 * share, 2);
  }

  /** Writes a difference of shares in percentage points, with its sign. */
  static String points(double difference) {
    return String.format(Locale.ROOT, "%+.2f", positiveZero(100 * difference)).replace('-', '−');
  }

  /** Writes a number with some decimals. */
  static String decimals(double number, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", positiveZero(number))
        .replace('-', '−');
  }

  /** Writes a whole number, its thousands apart. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Writes a probability as far as it matters. */
  static String probability(double probability) {
    return probability < 0.0001 ? "< 0.0001" : decimals(probability, 4);
  }

  /** Writes a name from code. */
  static String code(String name) {
    return "`" + name + "`";
  }

  /** Writes names from code one after the other. */
  static String codes(Stream<String> names) {
    return names.map(Figures::code).collect(Collectors.joining(", "));
  }

  /** Keeps the sign off what rounds to nothing. */
  private static double positiveZero(double number) {
    return Math.abs(number) < 0.00005 ? 0 : number;
  }
}
