package dev.newsdesk.stream;

import dev.newsdesk.Article;
import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.schemas.AvroSerdes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Articles for tests. */
public final class Articles {

  /** The topic they come from. */
  public static final String TOPIC = "news.articles";

  private Articles() {}

  /** Makes an article without a description. */
  public static Article article(String id, String title) {
    return Article.newBuilder().setId(id).setTitle(title).build();
  }

  /** Writes an article as a client does. */
  public static byte[] bytes(Article article, Map<String, ?> registry) {
    try (var serializer = AvroSerdes.serializer(Article.class, registry)) {
      return serializer.serialize(TOPIC, article);
    }
  }

  /** Makes a record that waits, with this value. */
  public static PendingArticle pending(long offset, byte[] value) {
    return PendingArticle.newBuilder()
        .setValue(value == null ? null : ByteBuffer.wrap(value))
        .setTimestamp(offset)
        .setTopic(TOPIC)
        .setPartition(0)
        .setOffset(offset)
        .setHeaders(List.of())
        .setArrivedAt(Instant.EPOCH)
        .build();
  }
}
