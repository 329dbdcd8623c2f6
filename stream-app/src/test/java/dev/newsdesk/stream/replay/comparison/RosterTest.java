package dev.newsdesk.stream.replay.comparison;

import static dev.newsdesk.stream.replay.comparison.Returns.dead;
import static dev.newsdesk.stream.replay.comparison.Returns.labelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ClientException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterTest {

  private final Roster roster = new Roster(new RunId("run"), "c");

  @BeforeEach
  void fill() {
    roster.add(2, "World", "Sports", "World");
    roster.add(7, "Sports", "Sports", "World");
  }

  @Test
  void whatOthersSentIsNoneOfItsBusinessWhateverServedIt() {
    assertThat(roster.take(labelled("other-2", "World", "another"))).isFalse();
    assertThat(roster.take(dead("other-2"))).isFalse();
    assertThat(roster.take(new Arrival.DeadLetter(null, "EMPTY", "No value.", null))).isFalse();
    assertThat(roster.arrived()).isZero();
    assertThat(roster.compare().unexpected()).isZero();
  }

  @Test
  void anAnswerOfAnotherCheckpointCannotBeCompared() {
    assertThatThrownBy(() -> roster.take(labelled("run-2", "World", "another")))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "The app serves checkpoint another, and the offline answers are those of c: name the"
                + " folder of the served one with --checkpoint.");
  }

  @Test
  void aSecondCopyIsNoSecondArticle() {
    assertThat(roster.take(labelled("run-2", "World", "c"))).isTrue();
    assertThat(roster.take(labelled("run-2", "World", "c"))).isTrue();
    assertThat(roster.take(dead("run-7"))).isTrue();
    assertThat(roster.arrived()).isEqualTo(2);
  }

  @Test
  void labelsComeInTheArticlesOrder() {
    List<String> labels = new ArrayList<>();
    roster.forEachLabel((id, category) -> labels.add(id + " " + category));
    assertThat(labels).containsExactly("run-2 Sports", "run-7 Sports");
    assertThat(roster.label(7)).isEqualTo("Sports");
    assertThat(roster.wrongLabels()).isEqualTo(1);
  }

  @Test
  void aRowThatWasNotThereBeforeMeansThatTheFileChanged() {
    assertThatThrownBy(() -> roster.label(3))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "The articles changed while they were replayed: leave the file alone and start again.");
  }
}
