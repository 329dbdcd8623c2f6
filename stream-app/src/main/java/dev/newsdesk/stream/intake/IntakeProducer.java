package dev.newsdesk.stream.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producer of a stream thread, which tells which offsets its transactions have committed. */
final class IntakeProducer extends KafkaProducer<byte[], byte[]> {

  private final Consumer<Map<TopicPartition, OffsetAndMetadata>> committed;
  private final Map<TopicPartition, OffsetAndMetadata> sent = new HashMap<>();

  IntakeProducer(
      Map<String, Object> config, Consumer<Map<TopicPartition, OffsetAndMetadata>> committed) {
    super(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.committed = committed;
  }

  @Override
  public void sendOffsetsToTransaction(
      Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    super.sendOffsetsToTransaction(offsets, group);
    sent.putAll(offsets);
  }

  @Override
  public void commitTransaction() {
    super.commitTransaction();
    committed.accept(sent);
    sent.clear();
  }

  @Override
  public void abortTransaction() {
    sent.clear();
    super.abortTransaction();
  }
}
