package dev.newsdesk.benchmarks.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppSettingsTest {

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 4", "3, 6", "4, 4", "5, 5", "16, 16"})
  void givesEveryThreadAsManyPartitions(int threads, int partitions) {
    assertThat(AppSettings.evenPartitions(threads)).isEqualTo(partitions);
  }
}
