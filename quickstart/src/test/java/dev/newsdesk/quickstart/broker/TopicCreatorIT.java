package dev.newsdesk.quickstart.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.stream.topics.TopicCreator;
import dev.newsdesk.stream.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics that were just created, on a real broker. */
class TopicCreatorIT {

  /** So many that the broker takes a while to open their logs. */
  private static final int PARTITIONS = 100;

  private static final int RECORDS = 20;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  /**
   * A request that is refused, as the partition has no log yet, followed by one that is not, leaves
   * a batch that can never be sent: about one in ten partitions had one before topics were waited
   * for.
   */
  @Test
  void theFirstRecordsOfATopicAreTaken() throws Exception {
    Topics topics = new Topics("fresh");
    String brokers = BROKER.bootstrapServers();
    ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                // What cannot be sent is given up before anybody loses patience.
                Map.of(
                    "bootstrap.servers",
                    brokers,
                    "batch.size",
                    1,
                    "request.timeout.ms",
                    10_000,
                    "delivery.timeout.ms",
                    20_000),
                new StringSerializer(),
                new StringSerializer())) {
      new TopicCreator(admin, topics, Duration.ofMinutes(1))
          .createMissing(List.of("World"), PARTITIONS, 1_000);

      for (int i = 0; i < RECORDS; i++) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          var unused =
              producer.send(
                  new ProducerRecord<>(topics.articles(), partition, "key", "value"),
                  (metadata, exception) -> {
                    if (exception != null) {
                      failures.add(exception);
                    }
                  });
        }
      }
      producer.flush();
    }
    assertThat(failures).isEmpty();
  }
}
