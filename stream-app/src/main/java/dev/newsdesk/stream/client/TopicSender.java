package dev.newsdesk.stream.client;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends values of one kind to one topic. Thread-safe; close it to have the last ones sent.
 *
 * @param <T> the kind
 */
final class TopicSender<T> implements AutoCloseable {

  private final ClientSettings settings;
  private final String what;
  private final String topic;
  private final Producer<String, T> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * Connects at the first value.
   *
   * @param what a value's name in messages, as in "An article"
   * @param values makes what writes them, which is closed with this
   * @throws ClientException when a setting is wrong
   */
  TopicSender(ClientSettings settings, String what, String topic, Supplier<Serializer<T>> values) {
    this.settings = settings;
    this.what = what;
    this.topic = topic;
    Map<String, Object> properties = settings.kafkaProperties();
    // Idempotent and acknowledged by all replicas by default; a short wait fills larger requests.
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, ClientSettings.PATIENCE_MS);
    try {
      producer = new KafkaProducer<>(properties, new StringSerializer(), values.get());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Sends one value without waiting for the broker.
   *
   * @throws ClientException when this value or one before it could not be sent
   */
  void send(String key, T value) {
    requireNoFailure();
    try {
      // The callback sees every failure.
      var unused =
          producer.send(
              new ProducerRecord<>(topic, key, value),
              (metadata, exception) -> failure.compareAndSet(null, exception));
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Waits until every value is with the brokers.
   *
   * @throws ClientException when one could not be sent
   */
  void flush() {
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
    return settings.failed(what + " could not be sent to " + topic, e);
  }

  @Override
  public void close() {
    producer.close();
  }
}
