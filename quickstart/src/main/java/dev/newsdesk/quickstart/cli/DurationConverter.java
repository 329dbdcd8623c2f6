package dev.newsdesk.quickstart.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as 30s, 10m and 1h30m: ISO 8601 without its first letters. */
final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String value) {
    try {
      return Duration.parse("PT" + value);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + value + "' is no duration such as 30s, 10m or 1h30m");
    }
  }
}
