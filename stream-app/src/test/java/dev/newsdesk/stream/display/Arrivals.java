package dev.newsdesk.stream.display;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import java.time.Instant;
import java.util.Map;

/** What arrives, for tests. */
final class Arrivals {

  static final String SPORTS = "news.category.sports";
  static final String DEAD_LETTERS = "news.dead-letters";

  private Arrivals() {}

  /** An article in Sports without a description. */
  static Arrival.Classified sports(String title) {
    return classified("Sports", Article.newBuilder().setId("a").setTitle(title).build());
  }

  static Arrival.Classified classified(String category, Article article) {
    return new Arrival.Classified(
        SPORTS,
        ClassifiedArticle.newBuilder()
            .setArticle(article)
            .setCategory(category)
            .setConfidence(0.75)
            .setProbabilities(Map.of("World", 0.25, "Sports", 0.75))
            .setCheckpointId("gru-1")
            .setClassifiedAt(Instant.parse("2026-11-24T12:00:01.5Z"))
            .build());
  }

  static Arrival.DeadLetter dead(String message) {
    return new Arrival.DeadLetter(
        "a-1", "EMPTY", message, new Arrival.Origin("news.articles", 2, 345));
  }
}
