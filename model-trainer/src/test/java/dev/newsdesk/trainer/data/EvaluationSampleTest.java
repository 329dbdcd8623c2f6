package dev.newsdesk.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EvaluationSampleTest {

  @Test
  void drawsTheRowsThatTheNotebookDraws() throws IOException {
    List<Integer> numbers = IntStream.range(0, 7_600).boxed().toList();

    assertThat(EvaluationSample.of(numbers)).isEqualTo(reference()).hasSize(5_000);
  }

  @Property(tries = 200)
  void drawsOnlyRowsThatThereAre(
      @ForAll @IntRange(min = 1, max = 100_000) int bound, @ForAll @IntRange(max = 300) int size) {
    assertThat(EvaluationSample.indices(bound, size))
        .hasSize(size)
        .allMatch(index -> index >= 0 && index < bound);
  }

  @Property(tries = 20)
  void reachesTheLastOfFewRows(@ForAll @IntRange(min = 1, max = 40) int bound) {
    assertThat(EvaluationSample.indices(bound, 5_000)).contains(0, bound - 1);
  }

  private static List<Integer> reference() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            EvaluationSampleTest.class.getResourceAsStream("/reference/eval_indices.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(Integer::valueOf)
          .toList();
    }
  }

  @Test
  void isWorthFewerRowsThanItHasBecauseItRepeatsSome() {
    // 5,000² by the sum of squared counts in the notebook's own list of indices.
    assertThat(EvaluationSample.effectiveSize(7_600)).isEqualTo(2_956);
    assertThat(EvaluationSample.effectiveSize(1)).isEqualTo(1);
  }
}
