package dev.newsdesk.classifier.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeSlicesTest {

  private static final int NO_LIMIT = 1_000_000;

  @Test
  void aLongTextGoesOnAloneWhenTheOthersHaveEnded() {
    List<Integer> lengths = new ArrayList<>(Collections.nCopies(41, 10));
    lengths.set(0, 100);
    assertThat(TimeSlices.cheapest(lengths, NO_LIMIT))
        .containsExactly(new TimeSlice(41, 0, 10), new TimeSlice(1, 10, 100));
  }

  @Test
  void aCallCostsMoreThanALittlePadding() {
    assertThat(TimeSlices.cheapest(List.of(10, 9, 8), NO_LIMIT))
        .containsExactly(new TimeSlice(3, 0, 10));
  }

  @Test
  void aSliceIsCutInEqualPartsUnderTheBudget() {
    assertThat(TimeSlices.cheapest(List.of(9, 9), 6))
        .containsExactly(new TimeSlice(2, 0, 3), new TimeSlice(2, 3, 6), new TimeSlice(2, 6, 9));
  }

  @Test
  void oneStepIsTheLeast() {
    assertThat(TimeSlices.cheapest(List.of(2, 2, 2), 1))
        .containsExactly(new TimeSlice(3, 0, 1), new TimeSlice(3, 1, 2));
  }

  @Test
  void hugeTextsDoNotOverflow() {
    assertThat(TimeSlices.cheapest(List.of(1 << 20, 1 << 20), 1 << 20))
        .containsExactly(new TimeSlice(2, 0, 1 << 19), new TimeSlice(2, 1 << 19, 1 << 20));
  }

  @Test
  void aBudgetWithoutEndTakesAllAtOnce() {
    assertThat(TimeSlices.cheapest(List.of(9), Integer.MAX_VALUE))
        .containsExactly(new TimeSlice(1, 0, 9));
  }

  @Property
  void everyTokenIsInOneSliceAndTheBudgetIsKept(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 300) Integer> someLengths,
      @ForAll @IntRange(min = 1, max = 3_000) int budget) {
    List<Integer> lengths = longestFirst(someLengths);
    int step = 0;
    for (TimeSlice slice : TimeSlices.cheapest(lengths, budget)) {
      assertThat(slice.from()).isEqualTo(step);
      assertThat(slice.to()).isGreaterThan(step);
      int from = step;
      assertThat(slice.rows()).isEqualTo(lengths.stream().filter(l -> l > from).count());
      assertThat(slice.tokens() <= budget || slice.to() == step + 1).isTrue();
      step = slice.to();
    }
    assertThat(step).isEqualTo(lengths.get(0));
  }

  @Property
  void noOtherCutIsCheaper(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 90) Integer> someLengths) {
    List<Integer> lengths = longestFirst(someLengths);
    List<Integer> ends = lengths.stream().distinct().sorted().toList();
    long cheapest = Long.MAX_VALUE;
    // Bit i of the number says whether there is a cut where the texts of the i-th length end.
    for (int cuts = 0; cuts < 1 << (ends.size() - 1); cuts++) {
      cheapest = Math.min(cheapest, cost(lengths, ends, cuts));
    }
    long actual = 0;
    for (TimeSlice slice : TimeSlices.cheapest(lengths, NO_LIMIT)) {
      actual += cost(slice.rows(), slice.to() - slice.from());
    }
    assertThat(actual).isEqualTo(cheapest);
  }

  private static long cost(List<Integer> lengths, List<Integer> ends, int cuts) {
    long total = 0;
    int from = 0;
    for (int i = 0; i < ends.size(); i++) {
      if ((cuts >> i & 1) == 1 || i == ends.size() - 1) {
        int begin = from;
        total += cost(lengths.stream().filter(l -> l > begin).count(), ends.get(i) - from);
        from = ends.get(i);
      }
    }
    return total;
  }

  private static long cost(long rows, int steps) {
    return steps * (rows + 12) + 40;
  }

  private static List<Integer> longestFirst(List<Integer> lengths) {
    return lengths.stream().sorted(Comparator.reverseOrder()).toList();
  }
}
