package dev.newsdesk.stream.replay.offline;

import dev.newsdesk.stream.client.ClientException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of the selected articles outside the stream: in their order and in batches
 * of 32, as {@code evaluate} asks it, so that the accuracy is the same to the last digit. Articles
 * without words are in no batch, as they are in none of the app's.
 */
public final class OfflineAnswers {

  /** The notebook's batch size. */
  static final int BATCH_SIZE = 32;

  private final Selection selection;
  private final LocalModel model;

  /** Asks the model about the selection. */
  public OfflineAnswers(Selection selection, LocalModel model) {
    this.selection = selection;
    this.model = model;
  }

  /**
   * Hands over the answers in the articles' order, and stops early when asked to.
   *
   * @throws ClientException when an article's category is none of the checkpoint's, or there is no
   *     article
   */
  public void forEach(AnswerConsumer answers, BooleanSupplier stopped) {
    Batches batches = new Batches(answers, stopped);
    selection.forEach(batches);
    batches.flush();
    if (batches.rows == 0) {
      throw new ClientException(
          "There is no article to replay: name another category, or a file that has some.");
    }
  }

  /** Takes answers. */
  @FunctionalInterface
  public interface AnswerConsumer {

    /**
     * Takes one.
     *
     * @param row the article's row, counted from 1
     * @param truth its true category
     * @param answer what the checkpoint says; null for an article without words, which is rejected
     */
    void accept(int row, String truth, @Nullable String answer);
  }

  /** Articles that are asked about together. */
  private final class Batches implements Selection.RowConsumer {

    private final AnswerConsumer answers;
    private final BooleanSupplier stopped;
    private final List<Integer> numbers = new ArrayList<>();
    private final List<LabelledArticle> articles = new ArrayList<>();
    private int rows;
    private int waiting;

    Batches(AnswerConsumer answers, BooleanSupplier stopped) {
      this.answers = answers;
      this.stopped = stopped;
    }

    @Override
    public void accept(int row, LabelledArticle article) {
      rows++;
      if (article.category() >= model.labels().size()) {
        throw new ClientException(
            "Row %d has the class %d, and the checkpoint %s has %d: correct it, or name the checkpoint that was trained on these classes."
                .formatted(row, article.category() + 1, model.id(), model.labels().size()));
      }
      numbers.add(row);
      articles.add(article);
      waiting += article.hasWords() ? 1 : 0;
      if (waiting == BATCH_SIZE) {
        flush();
      }
    }

    void flush() {
      if (!articles.isEmpty() && !stopped.getAsBoolean()) {
        Iterator<String> said = said().iterator();
        for (int i = 0; i < articles.size(); i++) {
          LabelledArticle article = articles.get(i);
          String truth = model.labels().get(article.category());
          answers.accept(numbers.get(i), truth, article.hasWords() ? said.next() : null);
        }
      }
      waiting = 0;
      numbers.clear();
      articles.clear();
    }

    private List<String> said() {
      List<String> texts =
          articles.stream().filter(LabelledArticle::hasWords).map(LabelledArticle::text).toList();
      return texts.isEmpty() ? List.of() : model.classify(texts);
    }
  }
}
