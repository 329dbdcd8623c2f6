package dev.newsdesk.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PaddedBatchTest {

  @Test
  void padsOnTheRightToTheLongest() {
    PaddedBatch batch = PaddedBatch.collate(List.of(new int[] {1, 7, 2}, new int[] {1, 2}), 256);

    assertThat(batch.ids()).containsExactly(1, 7, 2, 1, 2, 3);
    assertThat(batch.lengths()).containsExactly(3, 2);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.time()).isEqualTo(3);
  }

  @Test
  void cutsAtTheMaximumLength() {
    PaddedBatch batch = PaddedBatch.collate(List.of(new int[] {1, 7, 8, 2}, new int[] {1, 2}), 3);

    assertThat(batch.ids()).containsExactly(1, 7, 8, 1, 2, 3);
    assertThat(batch.lengths()).containsExactly(3, 2);
  }

  @Test
  void givesSomeColumnsOfTheFirstRows() {
    PaddedBatch batch =
        PaddedBatch.collate(
            List.of(new int[] {1, 7, 8, 2}, new int[] {1, 9, 2}, new int[] {1, 2}), 256);

    assertThat(batch.ids(2, 1, 3)).containsExactly(7, 8, 9, 2);
    assertThat(batch.ids(3, 0, 4)).containsExactly(batch.ids());
    assertThat(batch.ids(2, 0, 4)).containsExactly(1, 7, 8, 2, 1, 9, 2, 3);
  }

  @Test
  void refusesABatchWithoutIds() {
    String message = "A batch needs at least one text with at least one id.";

    assertThatThrownBy(() -> PaddedBatch.collate(List.of(), 256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> PaddedBatch.collate(List.of(new int[0]), 256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Property
  void isAsWideAsTheLongestTextOrTheMaximum(
      @ForAll("texts") List<int[]> texts, @ForAll @IntRange(min = 1, max = 12) int maxLength) {
    PaddedBatch batch = PaddedBatch.collate(texts, maxLength);
    int longest = texts.stream().mapToInt(text -> text.length).max().orElseThrow();

    assertThat(batch.time()).isEqualTo(Math.min(longest, maxLength));
    assertThat(batch.size()).isEqualTo(texts.size());
    assertThat(batch.ids()).hasSize(batch.size() * batch.time());
  }

  @Property
  void holdsEachTextUpToTheMaximumAndOtherwisePadding(
      @ForAll("texts") List<int[]> texts, @ForAll @IntRange(min = 1, max = 12) int maxLength) {
    PaddedBatch batch = PaddedBatch.collate(texts, maxLength);

    for (int row = 0; row < texts.size(); row++) {
      int[] text = texts.get(row);
      int start = row * batch.time();
      int length = batch.lengths()[row];
      assertThat(length).isEqualTo(Math.min(text.length, maxLength));
      assertThat(Arrays.copyOfRange(batch.ids(), start, start + length))
          .containsExactly(Arrays.copyOf(text, length));
      assertThat(Arrays.stream(batch.ids(), start + length, start + batch.time()))
          .allMatch(id -> id == Vocabulary.PADDING);
    }
  }

  @Provide
  Arbitrary<List<int[]>> texts() {
    return Arbitraries.integers()
        .between(0, 99)
        .array(int[].class)
        .ofMinSize(1)
        .ofMaxSize(20)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }
}
