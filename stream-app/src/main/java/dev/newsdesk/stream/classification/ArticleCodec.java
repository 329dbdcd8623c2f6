package dev.newsdesk.stream.classification;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.classifier.text.Words;
import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.schemas.RegistryErrors;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.intake.SchemaIds;
import dev.newsdesk.stream.intake.WriterSchemas;
import dev.newsdesk.stream.topics.Topics;
import java.nio.ByteBuffer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;

/** Reads incoming articles and writes labelled ones, in Confluent's wire format. */
public final class ArticleCodec implements AutoCloseable {

  private final Deserializer<Article> articles;
  private final Serializer<ClassifiedArticle> classified;
  private final WriterSchemas schemas;
  private final Topics topics;
  private final int maxBytes;

  /** Nearly all records name the schema of the one before. */
  private int decodable = SchemaIds.NONE;

  /**
   * Makes the serdes.
   *
   * @param registry stays open when this is closed
   * @param schemas tells which schemas can be decoded without a request
   * @param maxBytes upper bound for an incoming value and for a labelled one
   */
  public ArticleCodec(SchemaRegistry registry, WriterSchemas schemas, Topics topics, int maxBytes) {
    this.articles = registry.deserializer(Article.class);
    this.classified = registry.serializer(ClassifiedArticle.class);
    this.schemas = schemas;
    this.topics = topics;
    this.maxBytes = maxBytes;
  }

  /**
   * Refuses a record that is too large or has no value, before it takes up memory.
   *
   * @throws ArticleRejectedException when it is one
   */
  void requireAcceptable(PendingArticle record) {
    requireSize(RecordSize.bytes(record), "record");
    value(record);
  }

  /**
   * Reads an article, without a request to the registry.
   *
   * @throws ArticleRejectedException when it can never be classified
   * @throws SchemaPendingException when its schema is not resolved yet
   */
  Article decode(PendingArticle record) {
    ByteBuffer value = value(record);
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    requireSchema(SchemaIds.of(bytes));
    Article article = deserialize(record.getTopic(), bytes);
    if (article.getTitle().isBlank() && article.getDescription().isBlank()) {
      throw new ArticleRejectedException(
          RejectionCause.EMPTY,
          "The article has neither title nor description: send at least one of them.");
    }
    if (!Words.areIn(article.getTitle()) && !Words.areIn(article.getDescription())) {
      throw new ArticleRejectedException(
          RejectionCause.EMPTY,
          "The article has no letter or digit in title and description: send its words.");
    }
    return article;
  }

  private void requireSchema(int id) {
    if (id == SchemaIds.NONE || id == decodable) {
      return;
    }
    schemas
        .refusal(id)
        .ifPresent(
            sentence -> {
              throw new ArticleRejectedException(RejectionCause.UNDECODABLE, sentence);
            });
    if (!schemas.isSettled(id)) {
      throw new SchemaPendingException(id);
    }
    decodable = id;
  }

  private static ByteBuffer value(PendingArticle record) {
    ByteBuffer value = record.getValue();
    if (value == null) {
      throw new ArticleRejectedException(
          RejectionCause.EMPTY, "The record has no value: send an Article.");
    }
    return value;
  }

  /**
   * Writes a labelled article.
   *
   * @throws ArticleRejectedException when it came out too large
   * @throws RegistryUnavailableException when the registry does not answer
   */
  Bytes encode(ClassifiedArticle article) {
    byte[] bytes = serialize(topics.category(article.getCategory()), article);
    requireSize(bytes.length, "classified article");
    return Bytes.wrap(bytes);
  }

  private void requireSize(long size, String what) {
    if (size > maxBytes) {
      throw new ArticleRejectedException(
          RejectionCause.OVERSIZED,
          "The "
              + what
              + " has "
              + size
              + " bytes and article.max.bytes is "
              + maxBytes
              + ": send a shorter article or raise the limit.");
    }
  }

  private Article deserialize(String topic, byte[] value) {
    try {
      return articles.deserialize(topic, value);
    } catch (KafkaException e) {
      if (RegistryErrors.isTransient(e)) {
        // The cache has dropped it since.
        decodable = SchemaIds.NONE;
        throw new SchemaPendingException(SchemaIds.of(value));
      }
      throw new ArticleRejectedException(
          RejectionCause.UNDECODABLE,
          "The value is no Article in Confluent's wire format ("
              + InnermostCause.of(e)
              + "): send it with Confluent's Avro serializer.",
          e);
    }
  }

  private byte[] serialize(String topic, ClassifiedArticle article) {
    try {
      return classified.serialize(topic, article);
    } catch (KafkaException e) {
      if (RegistryErrors.isTransient(e)) {
        throw new RegistryUnavailableException(e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    articles.close();
    classified.close();
  }
}
