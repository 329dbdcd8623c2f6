package dev.newsdesk.trainer.report.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes out of a drawing what differs from run to run or from machine to machine. */
final class StableSvg {

  /** Where an identifier is defined or referred to; Lets-Plot draws seven characters by lot. */
  private static final Pattern IDENTIFIER = Pattern.compile("(id=\"|#)([A-Za-z][A-Za-z0-9]{6})\\b");

  private static final Pattern TAG = Pattern.compile("<[^>]+>");

  private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}(?:E-?\\d+)?");

  private static final int DECIMALS = 2;

  private StableSvg() {}

  /** Numbers identifiers in order of appearance, and rounds positions. */
  static String of(String svg) {
    Map<String, String> names = new HashMap<>();
    String named =
        IDENTIFIER
            .matcher(svg)
            .replaceAll(
                match ->
                    match.group(1)
                        + names.computeIfAbsent(match.group(2), id -> "part" + names.size()));
    // The last digits of a position are the processor's; tick labels, outside of tags, stay.
    return TAG.matcher(named)
        .replaceAll(tag -> LONG_NUMBER.matcher(tag.group()).replaceAll(StableSvg::rounded))
        .lines()
        .map(String::stripTrailing)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String rounded(MatchResult number) {
    return new BigDecimal(number.group())
        .setScale(DECIMALS, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
