package dev.newsdesk.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.SyntheticNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeldOutSplitTest {

  @Property(tries = 100)
  void everyRowIsInOnePartAndInOrder(
      @ForAll @IntRange(min = 1, max = 300) int count,
      @ForAll @DoubleRange(min = 0, max = 0.9) double share) {
    List<NewsRow> rows = numbered(count);

    HeldOutSplit split = HeldOutSplit.of(rows, share, 1);

    List<NewsRow> all = new ArrayList<>(split.train());
    all.addAll(split.heldOut());
    assertThat(all).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(split.train()).isSortedAccordingTo(HeldOutSplitTest::byNumber);
    assertThat(split.heldOut()).isSortedAccordingTo(HeldOutSplitTest::byNumber);
  }

  @Test
  void holdsOutTheSameShareOfEachClass() {
    List<NewsRow> rows = numbered(4_000);

    HeldOutSplit split = HeldOutSplit.of(rows, 0.05, 1);

    for (int label = 0; label < 4; label++) {
      int wanted = label;
      assertThat(split.heldOut()).filteredOn(row -> row.label() == wanted).hasSize(50);
    }
  }

  @Test
  void aSmallerShareIsPartOfALargerOneAndTheHeldOutRowsAreTheSame() {
    List<NewsRow> rows = numbered(3_200);
    HeldOutSplit whole = HeldOutSplit.of(rows, 0.05, 1);
    HeldOutSplit half = HeldOutSplit.of(rows, 0.05, 0.5);
    HeldOutSplit quarter = HeldOutSplit.of(rows, 0.05, 0.25);

    assertThat(half.train()).hasSize(1_520);
    assertThat(quarter.train()).hasSize(760);
    assertThat(Set.copyOf(whole.train())).containsAll(half.train());
    assertThat(Set.copyOf(half.train())).containsAll(quarter.train());
    assertThat(half.heldOut()).isEqualTo(whole.heldOut());
    assertThat(quarter.heldOut()).isEqualTo(whole.heldOut());
  }

  @Test
  void takesRowsFromAllOverTheDataSet() {
    List<NewsRow> heldOut = HeldOutSplit.of(numbered(4_000), 0.05, 1).heldOut();

    for (int quarter = 0; quarter < 4; quarter++) {
      int from = quarter * 1_000;
      assertThat(heldOut)
          .filteredOn(row -> number(row) >= from && number(row) < from + 1_000)
          .hasSizeBetween(25, 75);
    }
  }

  @Test
  void givesTheSamePartsEachTime() {
    List<NewsRow> rows = SyntheticNews.rows(400, 3);

    assertThat(HeldOutSplit.of(rows, 0.05, 0.5)).isEqualTo(HeldOutSplit.of(rows, 0.05, 0.5));
  }

  @Test
  void holdsNothingOutWhereNothingIsAskedFor() {
    List<NewsRow> rows = numbered(10);

    assertThat(HeldOutSplit.of(rows, 0, 1)).isEqualTo(new HeldOutSplit(rows, List.of()));
  }

  private static List<NewsRow> numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new NewsRow(number % 4, Integer.toString(number), ""))
        .toList();
  }

  private static int byNumber(NewsRow one, NewsRow other) {
    return Integer.compare(number(one), number(other));
  }

  private static int number(NewsRow row) {
    return Integer.parseInt(row.title());
  }
}
