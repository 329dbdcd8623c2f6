package dev.newsdesk.classifier.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  @Test
  void cutsWhereTheNextTextWouldPassTheBudget() {
    assertThat(BatchPlan.byLength(List.of(5, 2, 9, 2, 5), 10))
        .containsExactly(List.of(1, 3), List.of(0, 4), List.of(2));
  }

  @Test
  void aTextLongerThanTheBudgetStandsAlone() {
    assertThat(BatchPlan.byLength(List.of(50, 1, 60), 10))
        .containsExactly(List.of(1), List.of(0), List.of(2));
  }

  @Test
  void noTextsMakeNoBatches() {
    assertThat(BatchPlan.byLength(List.of(), 10)).isEmpty();
  }

  @Test
  void hugeTextsDoNotOverflowTheBudget() {
    assertThat(BatchPlan.byLength(Collections.nCopies(3, Integer.MAX_VALUE), 10)).hasSize(3);
  }

  @Property
  void everyTextIsInExactlyOneBatch(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 0, max = 2_000) int budget) {
    assertThat(BatchPlan.byLength(lengths, budget).stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lengths.size()).boxed().toList());
  }

  @Property
  void onlySingleTextsPassTheBudget(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 0, max = 2_000) int budget) {
    assertThat(BatchPlan.byLength(lengths, budget))
        .allSatisfy(
            batch -> {
              int longest = batch.stream().mapToInt(lengths::get).max().orElseThrow();
              assertThat(batch.size() == 1 || batch.size() * longest <= budget).isTrue();
            });
  }

  @Property
  void textsFollowEachOtherByLengthWithinAndAcrossBatches(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 0, max = 2_000) int budget) {
    assertThat(BatchPlan.byLength(lengths, budget).stream().flatMap(List::stream).map(lengths::get))
        .isSorted();
  }

  @Property
  void neighbouringBatchesCouldNotHaveBeenOne(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 0, max = 2_000) int budget) {
    List<List<Integer>> batches = BatchPlan.byLength(lengths, budget);

    for (int i = 1; i < batches.size(); i++) {
      int withNext = (batches.get(i - 1).size() + 1) * lengths.get(batches.get(i).get(0));
      assertThat(withNext).isGreaterThan(budget);
    }
  }
}
