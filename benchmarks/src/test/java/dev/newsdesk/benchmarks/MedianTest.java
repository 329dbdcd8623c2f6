package dev.newsdesk.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MedianTest {

  @Test
  void isTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Median.of(DoubleStream.of(3, 1, 8))).isEqualTo(3);
    assertThat(Median.of(DoubleStream.of(8, 1, 3, 4))).isEqualTo(3.5);
    assertThat(Median.of(DoubleStream.of(7))).isEqualTo(7);
  }
}
