package dev.newsdesk.stream.replay.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.replay.FakeModel;
import dev.newsdesk.stream.replay.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineAnswersTest {

  private final FakeModel model = new FakeModel(true);
  private final List<String> answers = new ArrayList<>();

  @Test
  void eachRowHasItsTruthAndTheModelsAnswer() {
    ask(new Selection(Rows.of(6), null, Integer.MAX_VALUE));
    assertThat(answers)
        .containsExactly(
            "1 World World",
            "2 Sports Sports",
            "3 Business Business",
            "4 Sci/Tech Sci/Tech",
            "5 World Sports",
            "6 Sports Sports");
  }

  @Test
  void theyAreAskedInOrderAndInBatchesOf32AsEvaluateDoes() {
    ask(new Selection(Rows.of(100), null, Integer.MAX_VALUE));
    assertThat(model.batches()).containsExactly(32, 32, 32, 4);
    assertThat(answers).hasSize(100);
  }

  @Test
  void anArticleWithoutWordsIsInNoBatchAndHasNoAnswer() {
    LabelledArticles rows =
        articles -> {
          for (int row = 1; row <= 70; row++) {
            boolean hasWords = row % 7 != 0;
            articles.accept(new LabelledArticle(0, hasWords ? "World" : "\u200b", "..."));
          }
        };
    ask(new Selection(rows, null, Integer.MAX_VALUE));

    assertThat(model.batches()).containsExactly(32, 28);
    assertThat(answers).hasSize(70).contains("7 World null", "70 World null");
    assertThat(answers).filteredOn(answer -> answer.endsWith("null")).hasSize(10);
  }

  @Test
  void aStopIsHeededBetweenBatches() {
    new OfflineAnswers(new Selection(Rows.of(100), null, Integer.MAX_VALUE), model)
        .forEach((row, truth, answer) -> answers.add(answer), () -> answers.size() >= 32);
    assertThat(answers).hasSize(32);
  }

  @Test
  void nothingToReplayIsRefused() {
    assertThatThrownBy(() -> ask(new Selection(Rows.of(1), 2, 10)))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "There is no article to replay: name another category, or a file that has some.");
  }

  @Test
  void aClassThatTheCheckpointDoesNotKnowIsRefused() {
    LabelledArticles five = articles -> articles.accept(new LabelledArticle(4, "T", "D"));
    assertThatThrownBy(() -> ask(new Selection(five, null, 10)))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "Row 1 has the class 5, and the checkpoint fake has 4: correct it, or name the"
                + " checkpoint that was trained on these classes.");
  }

  private void ask(Selection selection) {
    new OfflineAnswers(selection, model)
        .forEach(
            (row, truth, answer) -> answers.add(row + " " + truth + " " + answer), () -> false);
  }
}
