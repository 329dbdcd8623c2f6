package dev.newsdesk.stream.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of a stream thread behind an {@link IntakeGate}. Kafka Streams sees a consumer whose
 * topics end where a record waits for its schema, and which returns nothing while too much is in
 * memory; nothing is skipped, and no call takes longer.
 */
final class IntakeConsumer extends KafkaConsumer<byte @Nullable [], byte @Nullable []> {

  private final IntakeGate gate;
  private final PollAllowance allowance;
  private final Runnable onClose;

  IntakeConsumer(
      Map<String, Object> config, IntakeGate gate, PollAllowance allowance, Runnable onClose) {
    super(config, new MeteredDeserializer(allowance), new MeteredDeserializer(allowance));
    this.gate = gate;
    this.allowance = allowance;
    this.onClose = onClose;
  }

  @Override
  public ConsumerRecords<byte @Nullable [], byte @Nullable []> poll(Duration timeout) {
    apply(gate.beforePoll(assignment()));
    allowance.allow(gate.allowance());
    Admission admission = gate.afterPoll(super.poll(timeout));
    admission
        .cuts()
        .forEach(
            (partition, cut) -> {
              super.seek(partition, cut.position());
            });
    return admission.records();
  }

  private void apply(PauseSets.Change change) {
    if (!change.paused().isEmpty()) {
      super.pause(change.paused());
    }
    if (!change.resumed().isEmpty()) {
      super.resume(change.resumed());
    }
  }

  @Override
  public void pause(Collection<TopicPartition> partitions) {
    gate.pause(partitions);
    super.pause(partitions);
  }

  @Override
  public void resume(Collection<TopicPartition> partitions) {
    super.resume(gate.resume(partitions));
  }

  /**
   * A partition that is held has nothing to wait for: a task of several partitions goes on with
   * those that have records.
   */
  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return gate.keeps(partition) ? OptionalLong.of(0) : super.currentLag(partition);
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    gate.sought(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    gate.sought(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    gate.sought(partitions);
    super.seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    gate.sought(partitions);
    super.seekToEnd(partitions);
  }

  @Override
  public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
    super.commitSync(offsets);
    gate.committed(offsets);
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new Revocations(listener));
  }

  @Override
  public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
    super.subscribe(pattern, new Revocations(listener));
  }

  @Override
  public void unsubscribe() {
    Set<TopicPartition> assigned = new HashSet<>(assignment());
    super.unsubscribe();
    gate.revoked(assigned);
  }

  @Override
  public void close(CloseOptions options) {
    onClose.run();
    super.close(options);
  }

  @Override
  public void close() {
    onClose.run();
    super.close();
  }

  /** Tells the gate, too. */
  private final class Revocations implements ConsumerRebalanceListener {

    private final ConsumerRebalanceListener listener;

    Revocations(ConsumerRebalanceListener listener) {
      this.listener = listener;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      listener.onPartitionsAssigned(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      listener.onPartitionsRevoked(partitions);
      gate.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      listener.onPartitionsLost(partitions);
      gate.revoked(partitions);
    }
  }
}
