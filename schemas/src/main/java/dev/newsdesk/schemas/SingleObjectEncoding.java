package dev.newsdesk.schemas;

import dev.newsdesk.internal.PendingArticle;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Avro's single-object encoding: two marker bytes, the schema's fingerprint, the record. */
final class SingleObjectEncoding {
  private SingleObjectEncoding() {}

  static byte @Nullable [] encodePendingArticle(String topic, @Nullable PendingArticle article) {
    if (article == null) {
      return null;
    }
    try {
      var buffer = PendingArticle.getEncoder().encode(article);
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("A waiting article cannot be encoded.", e);
    }
  }

  static @Nullable PendingArticle decodePendingArticle(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return PendingArticle.getDecoder().decode(bytes);
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("A waiting article cannot be decoded.", e);
    }
  }
}
