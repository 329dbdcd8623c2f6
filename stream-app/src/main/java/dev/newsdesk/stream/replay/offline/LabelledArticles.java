package dev.newsdesk.stream.replay.offline;

import java.util.function.Consumer;

/** Labelled articles that can be read again and again, for nobody keeps their texts. */
@FunctionalInterface
public interface LabelledArticles {

  /** Hands over all of them, one after the other, in the same order each time. */
  void forEach(Consumer<LabelledArticle> articles);
}
