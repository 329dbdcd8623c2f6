package dev.newsdesk.stream.intake;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Makes the clients of one Kafka Streams client: the stream threads' consumers stand behind a gate,
 * and those that restore stores are plain. Thread-safe.
 */
public final class IntakeClientSupplier implements KafkaClientSupplier {

  private final WriterSchemas schemas;
  private final PartitionHolds holds;
  private final Set<String> topics;
  private final long maxBytes;
  private final Map<String, IntakeGate> gates = new ConcurrentHashMap<>();

  /**
   * Makes a supplier.
   *
   * @param schemas what records wait for
   * @param holds which partitions do; a processor may hold one, too
   * @param topics whose values name a schema. Those of internal topics may look as if they did.
   * @param maxBytes what a thread holds between fetch and commit; a single larger record passes
   */
  public IntakeClientSupplier(
      WriterSchemas schemas, PartitionHolds holds, Set<String> topics, long maxBytes) {
    this.schemas = schemas;
    this.holds = holds;
    this.topics = Set.copyOf(topics);
    this.maxBytes = maxBytes;
  }

  /** Returns the bytes that all threads hold between fetch and commit. */
  public long bytes() {
    return gates.values().stream().mapToLong(IntakeGate::bytes).sum();
  }

  /** Returns how many partitions are held because of a schema. */
  public int heldForSchemas() {
    return holds.count();
  }

  /** Returns how many partitions are held until fewer bytes are in memory. */
  public int heldForBytes() {
    return gates.values().stream().mapToInt(IntakeGate::pausedForBytes).sum();
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    IntakeGate gate = new IntakeGate(schemas, holds, topics, maxBytes);
    String thread = thread(config, "-consumer");
    gates.put(thread, gate);
    return new IntakeConsumer(config, gate, new PollAllowance(), () -> gates.remove(thread, gate));
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    String thread = thread(config, "-producer");
    return new IntakeProducer(
        config,
        offsets -> {
          IntakeGate gate = gates.get(thread);
          if (gate != null) {
            gate.committed(offsets);
          }
        });
  }

  /** Kafka Streams names a thread's clients after it. */
  private static String thread(Map<String, Object> config, String suffix) {
    String clientId = String.valueOf(config.get(CommonClientConfigs.CLIENT_ID_CONFIG));
    return clientId.endsWith(suffix)
        ? clientId.substring(0, clientId.length() - suffix.length())
        : clientId;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return plain(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return plain(config);
  }

  private static Consumer<byte[], byte[]> plain(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
