package dev.newsdesk.stream.replay.comparison;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import java.time.Instant;
import java.util.Map;

/** What comes back from the app. */
public final class Returns {

  private Returns() {}

  /** Makes a labelled article. */
  public static Arrival labelled(String id, String category, String checkpoint) {
    return new Arrival.Classified(
        "news.category.any",
        ClassifiedArticle.newBuilder()
            .setArticle(Article.newBuilder().setId(id).setTitle("T").build())
            .setCategory(category)
            .setConfidence(1)
            .setProbabilities(Map.of(category, 1.0))
            .setCheckpointId(checkpoint)
            .setClassifiedAt(Instant.EPOCH)
            .build());
  }

  /** Makes a dead letter. */
  public static Arrival dead(String key) {
    return new Arrival.DeadLetter(key, "EMPTY", "The article has no text.", null);
  }
}
