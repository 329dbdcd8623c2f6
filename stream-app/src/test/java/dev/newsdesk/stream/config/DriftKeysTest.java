package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftKeysTest {

  @Test
  void aReferenceCanBeSetByHand() {
    DriftSettings drift =
        read(
            Map.of(
                "drift.reference.mix", "World=0.4, Sci/Tech = 0.6",
                "drift.reference.confidence", "0.93",
                "drift.restart", "2"));
    assertThat(drift.shares()).isEqualTo(Map.of("World", 0.4, "Sci/Tech", 0.6));
    assertThat(drift.confidence()).isEqualTo(OptionalDouble.of(0.93));
    assertThat(drift.restart()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "World",
        "World=",
        "=1",
        "World=x",
        "World=NaN",
        "World=1.2",
        "World=0.5,World=0.5",
        "World=0.5,Sports=0.4",
        "World=1,"
      })
  void aMixThatIsNoneIsRefused(String mix) {
    assertThatThrownBy(() -> read(Map.of("drift.reference.mix", mix)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Invalid value " + mix + " for configuration drift.reference.mix");
  }

  private static DriftSettings read(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("bootstrap.servers", "localhost:9092");
    all.put("schema.registry.url", "http://localhost:8081");
    return new SettingsReader(Map.of()).read(all).drift();
  }
}
