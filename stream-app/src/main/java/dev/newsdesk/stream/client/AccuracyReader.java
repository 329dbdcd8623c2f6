package dev.newsdesk.stream.client;

import dev.newsdesk.AccuracyReport;
import dev.newsdesk.schemas.AvroSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Follows the reports on checkpoints' accuracy, committed ones only, without joining a consumer
 * group. For one thread at a time.
 */
public final class AccuracyReader implements AutoCloseable {

  /** An hour, if windows are a minute long. */
  public static final int WINDOWS = 60;

  private final ClientSettings settings;
  private final Consumer<String, byte[]> consumer;
  private final Deserializer<AccuracyReport> values;
  private final ForeignRecords foreign = new ForeignRecords();
  private final Map<String, AccuracyReport> cumulative = new HashMap<>();
  private final Map<String, NavigableMap<Instant, AccuracyReport>> windows = new HashMap<>();

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
   * @throws ClientException when brokers or registry do not answer
   */
  public void catchUp() {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        var unused = poll(Duration.ofMillis(100));
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Reads what comes, waiting for it no longer than {@code timeout}.
   *
   * @return whether something came
   * @throws ClientException when brokers or registry do not answer
   */
  public boolean poll(Duration timeout) {
    try {
      ConsumerRecords<String, byte[]> records = consumer.poll(timeout);
      for (ConsumerRecord<String, byte[]> record : records) {
        foreign.decode(values, record).ifPresent(this::keep);
      }
      return !records.isEmpty();
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private void keep(AccuracyReport report) {
    Instant start = report.getWindowStart();
    if (start == null) {
      cumulative.put(report.getCheckpointId(), report);
      return;
    }
    NavigableMap<Instant, AccuracyReport> ofCheckpoint =
        windows.computeIfAbsent(report.getCheckpointId(), id -> new TreeMap<>());
    ofCheckpoint.put(start, report);
    if (ofCheckpoint.size() > WINDOWS) {
      ofCheckpoint.pollFirstEntry();
    }
  }

  /** Returns the latest report on a checkpoint since it was first served, if there is one. */
  public Optional<AccuracyReport> cumulative(String checkpointId) {
    return Optional.ofNullable(cumulative.get(checkpointId));
  }

  /** Returns the latest reports on a checkpoint's last {@link #WINDOWS} windows, oldest first. */
  public List<AccuracyReport> windows(String checkpointId) {
    NavigableMap<Instant, AccuracyReport> ofCheckpoint = windows.get(checkpointId);
    return ofCheckpoint == null ? List.of() : List.copyOf(ofCheckpoint.values());
  }

  private ClientException failed(KafkaException e) {
    return settings.failed("Reports on accuracy cannot be read", e);
  }

  @Override
  public void close() {
    // Nothing is committed here that brokers which are away would have to be told.
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    values.close();
  }
}
