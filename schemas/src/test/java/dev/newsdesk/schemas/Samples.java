package dev.newsdesk.schemas;

import dev.newsdesk.AccuracyEstimate;
import dev.newsdesk.AccuracyReport;
import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.ConfusionCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One value of each public record. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

  private Samples() {}

  static Article article() {
    return Article.newBuilder()
        .setId("a-1")
        .setTitle("Côte d’Ivoire reach final 🏆")
        .setSource("Newsdesk")
        .setPublishedAt(NOON)
        .build();
  }

  static ArticleLabel label() {
    return ArticleLabel.newBuilder().setArticleId("a-1").setCategory("Sports").build();
  }

  static ClassifiedArticle classified() {
    return ClassifiedArticle.newBuilder()
        .setArticle(article())
        .setCategory("Sports")
        .setConfidence(0.75)
        .setProbabilities(Map.of("Sports", 0.75, "World", 0.25))
        .setCheckpointId("lstm2-max")
        .setClassifiedAt(NOON)
        .build();
  }

  static AccuracyReport report() {
    var estimate = new AccuracyEstimate(4L, 3L, 0.75, 0.30, 0.95);
    return AccuracyReport.newBuilder()
        .setCheckpointId("lstm2-max")
        .setWindowStart(NOON)
        .setWindowEnd(NOON.plusSeconds(60))
        .setOverall(estimate)
        .setByCategory(Map.of("Sports", estimate))
        .setConfusions(
            List.of(
                new ConfusionCount("Sports", "Sports", 3L),
                new ConfusionCount("Sports", "World", 1L)))
        .build();
  }
}
