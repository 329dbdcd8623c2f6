package dev.newsdesk.stream.app;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * The clients of one run of online accuracy. Its stream threads wait in their producers without
 * limit; {@link #abandon} lets go of those that wait in vain. Thread-safe.
 */
final class AccuracyClients implements KafkaClientSupplier {

  private final KafkaClientSupplier clients;
  private final Set<Producer<byte[], byte[]>> producers = ConcurrentHashMap.newKeySet();

  /** Takes clients from another supplier. */
  AccuracyClients(KafkaClientSupplier clients) {
    this.clients = clients;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return clients.getAdmin(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    Producer<byte[], byte[]> producer = clients.getProducer(config);
    producers.add(producer);
    return producer;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return clients.getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return clients.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return clients.getGlobalConsumer(config);
  }

  /**
   * Ends every call that waits in a producer. A transaction that is open then is aborted, or turns
   * out committed, when the next run begins; nothing is counted twice or lost.
   */
  void abandon() {
    producers.forEach(producer -> producer.close(Duration.ZERO));
  }
}
