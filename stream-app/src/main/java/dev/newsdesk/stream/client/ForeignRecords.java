package dev.newsdesk.stream.client;

import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.schemas.RegistryErrors;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes over records that somebody else has written to a topic of the app, and warns of the first
 * in each partition. For one thread at a time.
 */
final class ForeignRecords {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignRecords.class);

  private final Set<TopicPartition> warned = new HashSet<>();

  /**
   * Decodes a record, or returns nothing where its bytes can never be decoded.
   *
   * @throws KafkaException when the registry does not answer
   */
  <T> Optional<T> decode(Deserializer<T> values, ConsumerRecord<?, byte[]> record) {
    try {
      return Optional.ofNullable(values.deserialize(record.topic(), record.value()));
    } catch (KafkaException e) {
      if (RegistryErrors.isTransient(e)) {
        throw e;
      }
      if (warned.add(new TopicPartition(record.topic(), record.partition()))) {
        LOG.atWarn()
            .addKeyValue("topic", record.topic())
            .addKeyValue("partition", record.partition())
            .addKeyValue("offset", record.offset())
            .log(
                "Passed over a record that the app has not written ({}), and any others there",
                InnermostCause.of(e));
      }
      return Optional.empty();
    }
  }
}
