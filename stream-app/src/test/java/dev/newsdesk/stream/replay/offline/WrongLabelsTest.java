package dev.newsdesk.stream.replay.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WrongLabelsTest {

  private static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");

  @Property
  void theSameSeedMakesTheSameOnesWrongInTheSameWay(
      @ForAll long seed,
      @ForAll @DoubleRange(max = 1) double share,
      @ForAll List<@IntRange(max = 3) Integer> truths) {
    assertThat(sent(seed, share, truths)).isEqualTo(sent(seed, share, truths));
  }

  @Property
  void withAShareOfOneEveryLabelIsAnother(
      @ForAll long seed, @ForAll List<@IntRange(max = 3) Integer> truths) {
    List<String> sent = sent(seed, 1, truths);
    for (int i = 0; i < truths.size(); i++) {
      assertThat(sent.get(i)).isIn(LABELS).isNotEqualTo(LABELS.get(truths.get(i)));
    }
  }

  @Property
  void withAShareOfNothingEveryLabelIsTrue(
      @ForAll long seed, @ForAll List<@IntRange(max = 3) Integer> truths) {
    assertThat(sent(seed, 0, truths)).isEqualTo(truths.stream().map(LABELS::get).toList());
  }

  @Test
  void theShareComesOutAndAllOtherCategoriesAreUsed() {
    List<String> sent = sent(42, 0.3, Stream.generate(() -> 1).limit(10_000).toList());
    // Four standard deviations of 10,000 tosses are 183.
    assertThat(sent.stream().filter(label -> !label.equals("Sports")).count())
        .isBetween(2_817L, 3_183L);
    assertThat(sent).contains("World", "Business", "Sci/Tech");
  }

  @Test
  void anotherSeedMakesOthersWrong() {
    List<Integer> truths = Stream.generate(() -> 1).limit(100).toList();
    assertThat(sent(42, 0.3, truths)).isNotEqualTo(sent(43, 0.3, truths));
  }

  private static List<String> sent(long seed, double share, List<Integer> truths) {
    WrongLabels wrong = new WrongLabels(LABELS, share, seed);
    return truths.stream().map(LABELS::get).map(wrong::next).toList();
  }
}
