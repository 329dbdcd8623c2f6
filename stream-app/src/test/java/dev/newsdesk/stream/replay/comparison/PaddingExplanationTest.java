package dev.newsdesk.stream.replay.comparison;

import static dev.newsdesk.stream.replay.comparison.Returns.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.replay.FakeModel;
import dev.newsdesk.stream.replay.Rows;
import dev.newsdesk.stream.replay.offline.OfflineAnswers;
import dev.newsdesk.stream.replay.offline.Selection;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaddingExplanationTest {

  private static final RunId RUN = new RunId("run");

  private final Selection selection = new Selection(Rows.of(4), null, Integer.MAX_VALUE);

  @Test
  void aCategoryThatSomePaddingBringsAboutIsExplainedByTheShortest() {
    FakeModel model = new FakeModel(false);
    Comparison explained = explain(model, "Sports", "Sports", "Business", "Sci/Tech");
    assertThat(explained.differences())
        .containsExactly(new Difference("run-1", "Sports", "World", 20));
    assertThat(explained.isExact()).isTrue();
    assertThat(model.tried())
        .containsExactlyElementsOf(IntStream.rangeClosed(10, 20).boxed().toList());
  }

  @Test
  void aCategoryThatNoPaddingBringsAboutIsNot() {
    FakeModel model = new FakeModel(false);
    Comparison explained = explain(model, "Sports", "World", "Business", "Sci/Tech");
    assertThat(explained.differences())
        .containsExactly(
            new Difference("run-1", "Sports", "World", 20),
            new Difference("run-2", "World", "Sports", null));
    assertThat(explained.isExact()).isFalse();
    assertThat(model.tried()).contains(30).doesNotContain(31);
  }

  @Test
  void aBatchInvariantNetworkHasNoSuchExcuse() {
    FakeModel model = new FakeModel(true);
    Comparison explained = explain(model, "Sports", "Sports", "Business", "Sci/Tech");
    assertThat(explained.differences())
        .containsExactly(new Difference("run-1", "Sports", "World", null));
    assertThat(explained.isExact()).isFalse();
    assertThat(model.tried()).isEmpty();
  }

  private Comparison explain(FakeModel model, String... online) {
    Roster roster = new Roster(RUN, model.id());
    new OfflineAnswers(selection, model)
        .forEach((row, truth, answer) -> roster.add(row, truth, truth, answer), () -> false);
    for (int i = 0; i < online.length; i++) {
      roster.take(labelled(RUN.articleId(i + 1), online[i], model.id()));
    }
    return new PaddingExplanation(selection, model).explain(roster.compare(), RUN);
  }
}
