package dev.newsdesk.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataDescriptionTest {

  private static final List<NewsRow> TRAIN =
      List.of(
          new NewsRow(0, "Talks resume", "Both sides don't agree."),
          new NewsRow(2, "Oil tops $50", ""),
          new NewsRow(2, "𝄞", ""));

  private static final List<NewsRow> TEST =
      List.of(new NewsRow(3, "a", "b"), new NewsRow(0, "c", "d"), new NewsRow(3, "e", "f"));

  private final DataDescription description = DataDescription.of(TRAIN, TEST);

  @Test
  void countsTheRowsOfEachClass() {
    assertThat(description.trainRows()).containsExactly(1, 0, 2, 0);
    assertThat(description.testRows()).containsExactly(1, 0, 0, 2);
  }

  @Test
  void tellsTheTrueClassOfEachTestRow() {
    assertThat(description.testClasses()).isEqualTo("303");
  }

  @Test
  void countsWordsAsTheNetworksSeeThem() {
    // talks resume both sides dont agree; oil tops 50; the clef
    assertThat(description.words())
        .isEqualTo(new LengthDistribution(5, List.of(2, 1), 10 / 3.0, 3, 6, 6));
  }

  @Test
  void countsACharacterBeyondTheBasicPlaneOnce() {
    // A text is title, space and description, so the clef's has two characters.
    assertThat(description.characters())
        .isEqualTo(new LengthDistribution(25, List.of(2, 1), 51 / 3.0, 13, 36, 36));
  }

  @Test
  void findsPercentilesByRank() {
    List<Integer> oneToHundred = IntStream.rangeClosed(1, 100).boxed().toList();

    LengthDistribution lengths = LengthDistribution.of(oneToHundred, 50);

    assertThat(lengths.median()).isEqualTo(50);
    assertThat(lengths.percentile95()).isEqualTo(95);
    assertThat(lengths.counts()).containsExactly(49, 50, 1);
  }
}
