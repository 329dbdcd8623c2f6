package dev.newsdesk.stream.app;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** One run of online accuracy, from its start to its failure. Thread-safe. */
interface AccuracyRun extends AutoCloseable {

  /** Returns what its Kafka Streams client is doing. */
  KafkaStreams.State state();

  /** Returns the client's metrics. */
  Map<MetricName, ? extends Metric> metrics();

  /** Blocks until the run fails, and returns why. */
  Throwable awaitFailure() throws InterruptedException;

  /** Stops it within a bounded time and frees what it holds. */
  @Override
  void close();
}
