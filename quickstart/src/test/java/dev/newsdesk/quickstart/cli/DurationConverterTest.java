package dev.newsdesk.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  private final DurationConverter converter = new DurationConverter();

  @Test
  void readsEachUnit() {
    assertThat(converter.convert("0.5s")).isEqualTo(Duration.ofMillis(500));
    assertThat(converter.convert("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(converter.convert("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(converter.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void refusesWhatIsNoDuration() {
    for (String text : List.of("", "10", "m", "1 s", "10min", "99999999999999999999s")) {
      assertThatThrownBy(() -> converter.convert(text))
          .isInstanceOf(TypeConversionException.class)
          .hasMessage("'" + text + "' is no duration such as 30s, 10m or 1h30m");
    }
  }
}
