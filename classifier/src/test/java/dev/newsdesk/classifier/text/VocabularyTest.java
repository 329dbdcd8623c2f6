package dev.newsdesk.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {

  @Test
  void aWordsIdIsItsPlace() {
    Vocabulary vocabulary =
        new Vocabulary(List.of("<unk>", "<bos>", "<eos>", "<pad>", "oil", "up"));

    assertThat(vocabulary.id("oil")).isEqualTo(4);
    assertThat(vocabulary.id("up")).isEqualTo(5);
    assertThat(vocabulary.size()).isEqualTo(6);
    assertThat(vocabulary.words()).containsExactly("<unk>", "<bos>", "<eos>", "<pad>", "oil", "up");
  }

  @Test
  void anUnseenWordIsUnknown() {
    assertThat(new Vocabulary(Vocabulary.SPECIAL_TOKENS).id("oil")).isEqualTo(0);
  }

  @Test
  void theSpecialTokensAreTheFirstFour() {
    assertThat(new WordCounts().vocabulary(0).words())
        .containsExactly("<unk>", "<bos>", "<eos>", "<pad>");
    assertThat(Vocabulary.UNKNOWN).isEqualTo(0);
    assertThat(Vocabulary.BEGIN).isEqualTo(1);
    assertThat(Vocabulary.END).isEqualTo(2);
    assertThat(Vocabulary.PADDING).isEqualTo(3);
  }

  @Test
  void refusesWordsThatDoNotBeginWithTheSpecialTokens() {
    String message = "A vocabulary begins with [<unk>, <bos>, <eos>, <pad>].";

    assertThatThrownBy(() -> new Vocabulary(List.of("<unk>", "<bos>", "<eos>")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> new Vocabulary(List.of("<unk>", "<pad>", "<bos>", "<eos>", "oil")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAWordThatStandsTwice() {
    assertThatThrownBy(
            () -> new Vocabulary(List.of("<unk>", "<bos>", "<eos>", "<pad>", "oil", "oil")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The word 'oil' stands twice.");
  }

  @Test
  void laterChangesOfTheListDoNotReachIt() {
    List<String> words = new ArrayList<>(Vocabulary.SPECIAL_TOKENS);
    Vocabulary vocabulary = new Vocabulary(words);
    words.add("oil");

    assertThat(vocabulary.words()).hasSize(4);
  }

  @Test
  void keepsWordsSeenMoreOftenThanTheThreshold() {
    WordCounts counts = new WordCounts();
    counts.add(Collections.nCopies(25, "rare"));
    counts.add(Collections.nCopies(13, "known"));
    counts.add(Collections.nCopies(13, "known"));

    assertThat(counts.vocabulary(25).words().subList(4, 5)).containsExactly("known");
    assertThat(counts.vocabulary(25).size()).isEqualTo(5);
    assertThat(counts.vocabulary(24).size()).isEqualTo(6);
  }

  @Test
  void ordersByFrequencyThenAlphabetWhateverTheOrderOfTheRows() {
    List<String> alphabetical = List.of("apple", "bank", "chip", "goal", "oil", "war", "yen");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("zebra", "zebra"));
    alphabetical.forEach(word -> rows.add(List.of(word)));
    for (int rotation = 0; rotation < rows.size(); rotation++) {
      Collections.rotate(rows, 1);
      WordCounts counts = new WordCounts();
      rows.forEach(counts::add);
      List<String> words = counts.vocabulary(0).words();

      assertThat(words.get(4)).isEqualTo("zebra");
      assertThat(words.subList(5, words.size())).isEqualTo(alphabetical);
    }
  }

  @Test
  void encodesBeginWordsAndEndWithUnknownWordsInTheirPlace() {
    TextEncoder encoder =
        new TextEncoder(
            new Vocabulary(List.of("<unk>", "<bos>", "<eos>", "<pad>", "oil", "can", "not")));

    assertThat(encoder.encode("Oil cannot rise!")).containsExactly(1, 4, 5, 6, 0, 2);
    assertThat(encoder.encode(List.of("rise", "oil"))).containsExactly(1, 0, 4, 2);
  }

  @Test
  void encodesTextWithoutWordsAsBeginAndEnd() {
    TextEncoder encoder = new TextEncoder(new Vocabulary(Vocabulary.SPECIAL_TOKENS));

    assertThat(encoder.encode("")).containsExactly(1, 2);
    assertThat(encoder.encode(" ?! ")).containsExactly(1, 2);
  }

  @Test
  void aTextCannotSmuggleInSpecialTokens() {
    TextEncoder encoder = new TextEncoder(new Vocabulary(Vocabulary.SPECIAL_TOKENS));

    assertThat(encoder.encode("<pad> <eos>")).containsExactly(1, 0, 0, 2);
  }
}
