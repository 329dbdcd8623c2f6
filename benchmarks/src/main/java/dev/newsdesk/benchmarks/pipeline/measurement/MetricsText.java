package dev.newsdesk.benchmarks.pipeline.measurement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of metrics in Prometheus' text format.
 *
 * @param samples its values, in the page's order
 */
public record MetricsText(List<Sample> samples) {

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:\\\\.|[^\"\\\\])*)\"");

  /** Copies the collection. */
  public MetricsText {
    samples = List.copyOf(samples);
  }

  /**
   * One value.
   *
   * @param name of the metric, with the suffix of a histogram's sum or count
   * @param labels by name, with escapes as they stand on the page
   * @param value the value
   */
  public record Sample(String name, Map<String, String> labels, double value) {

    /** Copies the collection. */
    public Sample {
      labels = Map.copyOf(labels);
    }
  }

  /** Reads a page; what is no sample is passed over. */
  public static MetricsText parse(String page) {
    List<Sample> samples = new ArrayList<>();
    for (String line : page.lines().toList()) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        samples.add(
            new Sample(matcher.group(1), labels(matcher.group(2)), value(matcher.group(3))));
      }
    }
    return new MetricsText(samples);
  }

  private static Map<String, String> labels(@Nullable String text) {
    Map<String, String> labels = new HashMap<>();
    if (text != null) {
      Matcher matcher = LABEL.matcher(text);
      while (matcher.find()) {
        labels.put(matcher.group(1), matcher.group(2));
      }
    }
    return labels;
  }

  private static double value(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Returns the sum over all labels of a metric, or null where the page has none of this name. */
  public @Nullable Double sum(String name) {
    return sum(name, Map.of());
  }

  /** Returns the sum of a metric's values that have these labels, or null where there is none. */
  public @Nullable Double sum(String name, Map<String, String> labels) {
    List<Double> values =
        samples.stream()
            .filter(sample -> sample.name().equals(name))
            .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
            .map(Sample::value)
            .toList();
    return values.isEmpty() ? null : values.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Returns one metric's sum divided by another's, or null where that means nothing. */
  public @Nullable Double ratio(String dividend, String divisor) {
    Double above = sum(dividend);
    Double below = sum(divisor);
    return above == null || below == null || below == 0 ? null : above / below;
  }
}
