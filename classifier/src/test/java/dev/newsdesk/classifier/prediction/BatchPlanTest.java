package dev.newsdesk.classifier.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.classifier.network.BatchForm;
import dev.newsdesk.classifier.prediction.BatchPlan.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  @Test
  void cutsWhereALongTextWouldCostTheShortOnesMoreThanItsOwnBatch() {
    // 40 texts of 10 ids beside one of 100: 41 × 100 columns of padding against 12 rows' overhead.
    List<Integer> lengths = new ArrayList<>(Collections.nCopies(40, 10));
    lengths.add(0, 100);

    List<List<Integer>> batches = new BatchPlan(Order.LENGTH, 100_000).batches(lengths);

    assertThat(batches).hasSize(2);
    assertThat(batches.get(0)).containsExactlyElementsOf(IntStream.range(1, 41).boxed().toList());
    assertThat(batches.get(1)).containsExactly(0);
  }

  @Test
  void leavesFewTextsOfSimilarLengthTogether() {
    assertThat(new BatchPlan(Order.LENGTH, 1_000).batches(List.of(9, 8, 10)))
        .containsExactly(List.of(1, 0, 2));
  }

  @Test
  void arrivalKeepsTheOrderAndFillsTheBudget() {
    assertThat(new BatchPlan(Order.ARRIVAL, 20).batches(List.of(9, 8, 10, 7)))
        .containsExactly(List.of(0, 1), List.of(2, 3));
  }

  @Test
  void aTextLongerThanTheBudgetStandsAlone() {
    assertThat(new BatchPlan(Order.LENGTH, 10).batches(List.of(50, 1, 60)))
        .containsExactly(List.of(1), List.of(0), List.of(2));
  }

  @Test
  void noTextsMakeNoBatches() {
    assertThat(BatchPlan.DEFAULT.batches(List.of())).isEmpty();
  }

  @Test
  void hugeTextsDoNotOverflow() {
    assertThat(BatchPlan.DEFAULT.batches(Collections.nCopies(3, Integer.MAX_VALUE))).hasSize(3);
  }

  @Test
  void refusesABudgetThatNoTextCouldKeep() {
    assertThatThrownBy(() -> new BatchPlan(Order.LENGTH, 0))
        .hasMessage("tokenBudget is 0; it must be at least 1.");
  }

  @Property
  void everyTextIsInExactlyOneBatch(
      @ForAll Order order,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2_000) int budget) {
    assertThat(new BatchPlan(order, budget).batches(lengths).stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lengths.size()).boxed().toList());
  }

  @Property
  void everyTextIsInExactlyOnePlannedBatchAndAllItsTokensInTheSlices(
      @ForAll Order order,
      @ForAll BatchForm form,
      @ForAll @Size(max = 600) List<@IntRange(min = 1, max = 60) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2_000) int budget) {
    List<PlannedBatch> planned = new BatchPlan(order, budget).plan(lengths, form);

    assertThat(planned.stream().flatMap(batch -> batch.texts().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, lengths.size()).boxed().toList());
    assertThat(planned)
        .allSatisfy(
            batch -> {
              List<TimeSlice> slices = batch.slices();
              assertThat(slices.get(0).rows()).isEqualTo(batch.texts().size());
              assertThat(slices.get(slices.size() - 1).to())
                  .isEqualTo(batch.texts().stream().mapToInt(lengths::get).max().orElseThrow());
              long tokens = batch.texts().stream().mapToInt(lengths::get).sum();
              if (form == BatchForm.PACKED) {
                assertThat(slices).hasSize(1);
                assertThat(batch.paddedTokens()).isEqualTo(tokens);
              } else {
                assertThat(slices)
                    .allMatch(slice -> slice.tokens() <= budget || batch.texts().size() == 1);
                assertThat(batch.paddedTokens()).isGreaterThanOrEqualTo(tokens);
              }
            });
  }

  @Test
  void aNetworkThatReadsThePaddingAndWhatIsNotSortedAreTakenWhole() {
    List<Integer> lengths = new ArrayList<>(Collections.nCopies(40, 10));
    lengths.add(100);

    assertThat(new BatchPlan(Order.LENGTH, 100_000).plan(lengths, BatchForm.WHOLE))
        .hasSize(2)
        .allMatch(batch -> batch.slices().size() == 1);
    assertThat(new BatchPlan(Order.ARRIVAL, 100_000).plan(lengths, BatchForm.SLICED))
        .hasSize(1)
        .allMatch(batch -> batch.slices().size() == 1);
    assertThat(new BatchPlan(Order.LENGTH, 100_000).plan(lengths, BatchForm.SLICED))
        .hasSize(1)
        .allMatch(batch -> batch.slices().size() == 2);
  }

  @Test
  void aNetworkThatSkipsThePaddingTakesABatchWholeInEitherOrder() {
    List<Integer> lengths = new ArrayList<>(Collections.nCopies(40, 10));
    lengths.add(100);

    for (Order order : Order.values()) {
      assertThat(new BatchPlan(order, 100_000).plan(lengths, BatchForm.PACKED))
          .singleElement()
          .matches(batch -> batch.slices().equals(List.of(new TimeSlice(41, 0, 100))))
          .matches(batch -> batch.paddedTokens() == 500);
    }
  }

  @Property
  void onlySingleTextsPassTheBudget(
      @ForAll Order order,
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2_000) int budget) {
    assertThat(new BatchPlan(order, budget).batches(lengths))
        .allSatisfy(
            batch -> {
              int longest = batch.stream().mapToInt(lengths::get).max().orElseThrow();
              assertThat(batch.size() == 1 || batch.size() * longest <= budget).isTrue();
            });
  }

  @Property
  void textsFollowEachOtherByLengthWithinAndAcrossBatches(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2_000) int budget) {
    assertThat(
            new BatchPlan(Order.LENGTH, budget)
                .batches(lengths).stream().flatMap(List::stream).map(lengths::get))
        .isSorted();
  }

  @Property
  void noOtherCutOfTheSortedRowIsCheaper(
      @ForAll @Size(max = 9) List<@IntRange(min = 1, max = 60) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 400) int budget) {
    List<List<Integer>> batches = new BatchPlan(Order.LENGTH, budget).batches(lengths);
    List<Integer> row = batches.stream().flatMap(List::stream).map(lengths::get).toList();

    long cheapest = Long.MAX_VALUE;
    // Bit i of the number says whether there is a cut after text i.
    for (int cuts = 0; cuts < 1 << Math.max(0, row.size() - 1); cuts++) {
      cheapest = Math.min(cheapest, cost(row, cuts, budget));
    }

    long actual = 0;
    for (List<Integer> batch : batches) {
      actual += batch.stream().mapToInt(lengths::get).max().orElseThrow() * (batch.size() + 12L);
    }
    assertThat(actual).isEqualTo(row.isEmpty() ? 0 : cheapest);
  }

  private static long cost(List<Integer> row, int cuts, int budget) {
    long total = 0;
    int rows = 0;
    int longest = 0;
    for (int i = 0; i < row.size(); i++) {
      rows++;
      longest = Math.max(longest, row.get(i));
      if ((cuts >> i & 1) == 1 || i == row.size() - 1) {
        if (rows > 1 && rows * longest > budget) {
          return Long.MAX_VALUE;
        }
        total += longest * (rows + 12L);
        rows = 0;
        longest = 0;
      }
    }
    return total;
  }

  @Property
  void inOrderOfArrivalNoBatchCouldHaveTakenTheNextText(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 300) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 2_000) int budget) {
    List<List<Integer>> batches = new BatchPlan(Order.ARRIVAL, budget).batches(lengths);

    assertThat(batches.stream().flatMap(List::stream)).isSorted();
    for (int i = 1; i < batches.size(); i++) {
      int longest = batches.get(i - 1).stream().mapToInt(lengths::get).max().orElseThrow();
      int withNext = Math.max(longest, lengths.get(batches.get(i).get(0)));
      assertThat((batches.get(i - 1).size() + 1) * withNext).isGreaterThan(budget);
    }
  }

  @Test
  void littleOfABatchLikeAgNewsIsPadding() {
    Random random = new Random(42);
    // Mean 40, 95 % under 55, longest 139, as the test set has it.
    List<Integer> lengths =
        IntStream.range(0, 256)
            .mapToObj(i -> Math.min(139, Math.max(8, (int) (40 + 11 * random.nextGaussian()))))
            .toList();

    double tokens = lengths.stream().mapToInt(i -> i).sum();

    assertThat(paddedTokens(lengths, BatchForm.WHOLE) / tokens).isLessThan(1.15);
    assertThat(paddedTokens(lengths, BatchForm.SLICED) / tokens).isLessThan(1.05);
  }

  private static long paddedTokens(List<Integer> lengths, BatchForm form) {
    return BatchPlan.DEFAULT.plan(lengths, form).stream()
        .mapToLong(PlannedBatch::paddedTokens)
        .sum();
  }
}
