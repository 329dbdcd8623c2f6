package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.stream.config.StreamSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** A topic of one partition whose records nobody reads: what counts is when they were appended. */
final class ClockTopic implements BrokerTime.Stamps {

  /** A time at which no record is appended, and which tells that the broker has left it alone. */
  private static final long UNSTAMPED = 0;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final byte[] NOTHING = new byte[0];

  private final String topic;
  private final Producer<byte[], byte[]> producer;

  private ClockTopic(String topic, Producer<byte[], byte[]> producer) {
    this.topic = topic;
    this.producer = producer;
  }

  /** Connects to the topic, which must be there. */
  static ClockTopic open(StreamSettings settings) {
    String topic = settings.clockTopic();
    Map<String, Object> properties =
        new HashMap<>(
            new StreamsConfig(settings.accuracyProperties())
                .getProducerConfigs(settings.accuracyApplicationId() + "-clock"));
    properties.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    properties.put(ProducerConfig.ACKS_CONFIG, "1");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
    return new ClockTopic(
        topic,
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  @Override
  public long next() {
    try {
      long stamp =
          producer
              .send(new ProducerRecord<>(topic, 0, UNSTAMPED, NOTHING, NOTHING))
              .get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              .timestamp();
      if (stamp == UNSTAMPED) {
        throw new StartupException(
            "Topic "
                + topic
                + " keeps its producers' timestamps: set its message.timestamp.type to"
                + " LogAppendTime.");
      }
      return stamp;
    } catch (ExecutionException e) {
      throw new KafkaException(
          "The brokers take no record for " + topic + " (" + InnermostCause.of(e) + ").", e);
    } catch (TimeoutException e) {
      throw new KafkaException("No broker takes a record for " + topic + ".", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
