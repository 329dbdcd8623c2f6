package dev.newsdesk.stream.client;

import dev.newsdesk.AccuracyReport;
import dev.newsdesk.schemas.AvroSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Follows the reports on checkpoints' accuracy, committed ones only, without joining a consumer
 * group. For one thread at a time.
 */
public final class AccuracyReader implements AutoCloseable {

  private final ClientSettings settings;
  private final Consumer<String, byte[]> consumer;
  private final Deserializer<AccuracyReport> values;
  private final Map<String, AccuracyReport> cumulative = new HashMap<>();

  /**
   * Begins with the first report that the topic has.
   *
   * @throws ClientException when a setting is wrong
   */
  public AccuracyReader(ClientSettings settings) {
    this.settings = settings;
    try {
      values = AvroSerdes.deserializer(AccuracyReport.class, settings.registry());
      consumer = settings.committedRecords();
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Finds the topic; without it the app reports no accuracy.
   *
   * @throws ClientException when no broker answers
   */
  public boolean begin() {
    String topic = settings.topics().accuracy();
    try {
      if (!consumer.listTopics().containsKey(topic)) {
        return false;
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return true;
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Reads all that is there now.
   *
   * @throws ClientException when a report cannot be read
   */
  public void catchUp() {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        poll(Duration.ofMillis(100));
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Reads what comes, waiting for it no longer than {@code timeout}.
   *
   * @throws ClientException when a report cannot be read
   */
  public void poll(Duration timeout) {
    try {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
        AccuracyReport report = values.deserialize(record.topic(), record.value());
        if (report != null && report.getWindowStart() == null) {
          cumulative.put(report.getCheckpointId(), report);
        }
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /** Returns the latest report on a checkpoint since it was first served, if there is one. */
  public Optional<AccuracyReport> cumulative(String checkpointId) {
    return Optional.ofNullable(cumulative.get(checkpointId));
  }

  private ClientException failed(KafkaException e) {
    return settings.failed("Reports on accuracy cannot be read", e);
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}
