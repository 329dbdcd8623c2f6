package dev.newsdesk.stream.replay.offline;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The articles that are replayed: all, or those of one category, or the first of either. */
public final class Selection {

  private final LabelledArticles all;
  private final @Nullable Integer category;
  private final int limit;

  /**
   * Selects.
   *
   * @param category index of the only category wanted, null for all
   * @param limit how many at most
   */
  public Selection(LabelledArticles all, @Nullable Integer category, int limit) {
    this.all = all;
    this.category = category;
    this.limit = limit;
  }

  /** Hands over each selected article with its row among all, counted from 1. */
  public void forEach(RowConsumer rows) {
    all.forEach(new Pass(rows));
  }

  /** Takes articles with their rows. */
  @FunctionalInterface
  public interface RowConsumer {

    /** Takes one. */
    void accept(int row, LabelledArticle article);
  }

  /** One reading of all articles. */
  private final class Pass implements Consumer<LabelledArticle> {

    private final RowConsumer rows;
    private int row;
    private int selected;

    Pass(RowConsumer rows) {
      this.rows = rows;
    }

    @Override
    public void accept(LabelledArticle article) {
      row++;
      if (selected < limit && (category == null || category == article.category())) {
        selected++;
        rows.accept(row, article);
      }
    }
  }
}
