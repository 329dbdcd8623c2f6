package dev.newsdesk.stream.replay.comparison;

import static dev.newsdesk.stream.replay.comparison.Returns.dead;
import static dev.newsdesk.stream.replay.comparison.Returns.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.client.Arrival;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Whatever becomes of an article on its way is found, and nothing else is. */
class ComparisonTest {

  private static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");
  private static final RunId RUN = new RunId("run");
  private static final int ARTICLES = 40;

  private final Roster roster = roster();

  private static Roster roster() {
    Roster roster = new Roster(RUN, "c");
    for (int row = 1; row <= ARTICLES; row++) {
      roster.add(row, category(row), category(row), offline(row));
    }
    return roster;
  }

  private static String category(int row) {
    return LABELS.get(row % LABELS.size());
  }

  /** Right but for every tenth. */
  private static String offline(int row) {
    return category(row % 10 == 0 ? row + 1 : row);
  }

  private static String id(int row) {
    return RUN.articleId(row);
  }

  @Test
  void anArticleWithoutWordsMustComeBackAsADeadLetterAndCountsNowhere() {
    Roster fresh = roster();
    for (int row = 1; row <= ARTICLES; row++) {
      fresh.take(labelled(id(row), offline(row), "c"));
    }
    fresh.add(41, "World", "World", null);
    assertThat(fresh.compare().lost()).containsExactly(id(41));
    fresh.take(new Arrival.DeadLetter(id(41), "EMPTY", "", null));

    Comparison comparison = fresh.compare();
    assertThat(comparison.isExact()).isTrue();
    assertThat(comparison.rejected()).isOne();
    assertThat(comparison.classifiable()).isEqualTo(ARTICLES);
    assertThat(comparison.rightOnline()).isEqualTo(comparison.rightOffline()).isEqualTo(36);
    assertThat(comparison.labelled()).isEqualTo(ARTICLES);
  }

  @Test
  void anArticleWithoutWordsThatComesBackOtherwiseIsFound() {
    Roster fresh = new Roster(RUN, "c");
    fresh.add(1, "World", "World", null);
    fresh.add(2, "World", "World", null);
    fresh.take(labelled(id(1), "World", "c"));
    fresh.take(new Arrival.DeadLetter(id(2), "MODEL_FAILURE", "", null));

    Comparison comparison = fresh.compare();
    assertThat(comparison.isExact()).isFalse();
    assertThat(comparison.differences())
        .containsExactly(new Difference(id(1), "World", null, null));
    assertThat(comparison.deadLetters())
        .containsExactly(new Comparison.DeadLetter(id(2), "MODEL_FAILURE"));
  }

  @Property
  void inWhateverOrderAllComeBackNothingIsFound(@ForAll Random random) {
    Roster fresh = roster();
    List<Arrival> arrivals = new ArrayList<>();
    for (int row = 1; row <= ARTICLES; row++) {
      arrivals.add(labelled(id(row), offline(row), "c"));
    }
    Collections.shuffle(arrivals, random);
    arrivals.forEach(fresh::take);
    Comparison comparison = fresh.compare();
    assertThat(comparison.isExact()).isTrue();
    assertThat(comparison.rightOnline()).isEqualTo(comparison.rightOffline()).isEqualTo(36);
    assertThat(comparison.labelled()).isEqualTo(ARTICLES);
    assertThat(fresh.arrived()).isEqualTo(ARTICLES);
  }

  @Property
  void everyLossRepetitionDifferenceAndDeadLetterIsFoundAndNoOther(
      @ForAll @Size(max = 5) Set<@IntRange(min = 1, max = 10) Integer> lost,
      @ForAll @Size(max = 5) Set<@IntRange(min = 11, max = 20) Integer> repeated,
      @ForAll @Size(max = 5) Set<@IntRange(min = 21, max = 30) Integer> different,
      @ForAll @Size(max = 5) Set<@IntRange(min = 31, max = 40) Integer> dead,
      @ForAll Random random) {
    Roster fresh = roster();
    List<Arrival> arrivals = new ArrayList<>();
    for (int row = 1; row <= ARTICLES; row++) {
      if (lost.contains(row)) {
        continue;
      }
      String online = different.contains(row) ? category(row + 2) : offline(row);
      Arrival arrival = dead.contains(row) ? dead(id(row)) : labelled(id(row), online, "c");
      arrivals.addAll(Collections.nCopies(repeated.contains(row) ? 3 : 1, arrival));
    }
    Collections.shuffle(arrivals, random);
    arrivals.forEach(fresh::take);

    Comparison comparison = fresh.compare();

    assertThat(comparison.lost()).isEqualTo(ids(lost));
    assertThat(comparison.repeated().stream().map(Comparison.Repetition::id))
        .containsExactlyElementsOf(ids(repeated));
    assertThat(comparison.repeated()).allMatch(one -> one.times() == 3);
    assertThat(comparison.differences().stream().map(Difference::id))
        .containsExactlyElementsOf(ids(different));
    assertThat(comparison.deadLetters().stream().map(Comparison.DeadLetter::id))
        .containsExactlyElementsOf(ids(dead));
    assertThat(comparison.labelled()).isEqualTo(ARTICLES - lost.size() - dead.size());
    assertThat(comparison.isExact())
        .isEqualTo(lost.isEmpty() && repeated.isEmpty() && different.isEmpty() && dead.isEmpty());
  }

  @Test
  void aCopyOfASecondKindIsARepetitionToo() {
    roster.take(labelled(id(1), offline(1), "c"));
    roster.take(dead(id(1)));
    Comparison comparison = roster.compare();
    assertThat(comparison.repeated()).containsExactly(new Comparison.Repetition(id(1), 2));
    assertThat(comparison.deadLetters()).isEmpty();
  }

  @Test
  void anIdOfTheRunThatWasNotSentIsUnexpected() {
    for (int row = 1; row <= ARTICLES; row++) {
      roster.take(labelled(id(row), offline(row), "c"));
    }
    assertThat(roster.compare().isExact()).isTrue();
    assertThat(roster.take(labelled(id(ARTICLES + 1), "World", "c"))).isTrue();
    assertThat(roster.compare().unexpected()).isEqualTo(1);
    assertThat(roster.compare().isExact()).isFalse();
  }

  @Test
  void labelsThatAreWrongOnPurposeAreCountedApart() {
    Roster wrong = new Roster(RUN, "c");
    wrong.add(1, "World", "Sports", "World");
    wrong.add(2, "World", "World", "World");
    wrong.add(3, "World", "Business", "Sports");
    wrong.take(labelled(id(1), "World", "c"));
    wrong.take(labelled(id(2), "World", "c"));
    wrong.take(labelled(id(3), "Sports", "c"));
    Comparison comparison = wrong.compare();
    assertThat(comparison.wrongLabels()).isEqualTo(2);
    assertThat(comparison.rightOnline()).isEqualTo(2);
    assertThat(comparison.rightOffline()).isEqualTo(2);
    assertThat(comparison.rightBySentLabels()).isEqualTo(1);
    assertThat(comparison.isExact()).isTrue();
  }

  private static List<String> ids(Set<Integer> rows) {
    return new TreeSet<>(rows).stream().map(ComparisonTest::id).toList();
  }
}
