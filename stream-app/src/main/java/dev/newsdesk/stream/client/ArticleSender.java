package dev.newsdesk.stream.client;

import dev.newsdesk.Article;
import dev.newsdesk.schemas.AvroSerdes;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends articles, each under its id. Thread-safe; close it to have the last ones sent. */
public final class ArticleSender implements AutoCloseable {

  private final Producer<String, Article> producer;
  private final ClientSettings settings;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * Connects at the first article.
   *
   * @throws ClientException when a setting is wrong
   */
  public ArticleSender(ClientSettings settings) {
    this.settings = settings;
    Map<String, Object> properties = settings.kafkaProperties();
    // Idempotent and acknowledged by all replicas by default; a short wait fills larger requests.
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, ClientSettings.PATIENCE_MS);
    try {
      producer =
          new KafkaProducer<>(
              properties,
              new StringSerializer(),
              AvroSerdes.serializer(Article.class, settings.registry()));
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Sends one article without waiting for the broker.
   *
   * @throws ClientException when this article or one before it could not be sent
   */
  public void send(Article article) {
    requireNoFailure();
    try {
      // The callback sees every failure.
      var unused =
          producer.send(
              new ProducerRecord<>(settings.topics().articles(), article.getId(), article),
              (metadata, exception) -> failure.compareAndSet(null, exception));
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Waits until every article is with the brokers.
   *
   * @throws ClientException when one could not be sent
   */
  public void flush() {
    producer.flush();
    requireNoFailure();
  }

  private void requireNoFailure() {
    Exception exception = failure.get();
    if (exception != null) {
      throw failed(exception);
    }
  }

  private ClientException failed(Exception e) {
    return new ClientException(
        "An article could not be sent to "
            + settings.topics().articles()
            + " at "
            + settings.bootstrapServers()
            + " ("
            + ClientException.rootMessage(e)
            + "): check that Kafka and the schema registry run at the addresses given.",
        e);
  }

  @Override
  public void close() {
    producer.close();
  }
}
