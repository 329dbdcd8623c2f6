package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.Article;
import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.benchmarks.pipeline.measurement.Latencies;
import dev.newsdesk.benchmarks.pipeline.measurement.Pacing;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.client.ClientSettings;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends articles when they are due, whatever became of those before. Each carries the time it was
 * due, as this process' {@code System.nanoTime()} tells it, in a header that its result keeps.
 */
public final class PacedStream {

  private static final String DUE = "newsdesk.bench.due";

  private final ClientSettings client;
  private final Workload workload;

  /** Sends articles of a workload from its first on. */
  public PacedStream(ClientSettings client, Workload workload) {
    this.client = client;
    this.workload = workload;
  }

  /**
   * Sends a stream and waits for its results.
   *
   * @param results read from just before the stream
   * @return how long each article after the warm-up took, from when it was due to when its
   *     committed result was read
   */
  public Latencies measure(Pacing pacing, Results results) {
    Latencies latencies = new Latencies();
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(pacing, number -> {}));
    try {
      results.await(
          pacing.articles(),
          (record, time) -> {
            @Nullable Header due = record.headers().lastHeader(DUE);
            if (due != null) {
              latencies.add(time - ByteBuffer.wrap(due.value()).getLong());
            }
          });
    } finally {
      join(sending);
    }
    return latencies;
  }

  private static void join(CompletableFuture<Void> sending) {
    try {
      sending.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Sends a stream and returns when its last article is with the broker.
   *
   * @param before is told each article's number before the article is sent
   */
  public void send(Pacing pacing, LongConsumer before) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (Producer<String, Article> producer = producer()) {
      long begin = System.nanoTime();
      for (int number = 0; number < pacing.articles(); number++) {
        long due = begin + pacing.dueNanos(number);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        before.accept(number);
        // The callback sees every failure.
        var unused =
            producer.send(
                record(number, due, pacing.isWarmUp(number)),
                (metadata, exception) -> failure.compareAndSet(null, exception));
      }
    }
    Exception cause = failure.get();
    if (cause != null) {
      throw new BenchmarkException(
          "An article could not be sent (" + cause + "): free some CPU or memory and run it again.",
          cause);
    }
  }

  private ProducerRecord<String, Article> record(int number, long due, boolean warmUp) {
    Article article = workload.article(number);
    List<Header> headers =
        warmUp
            ? List.of()
            : List.of(new RecordHeader(DUE, ByteBuffer.allocate(Long.BYTES).putLong(due).array()));
    return new ProducerRecord<>(
        client.topics().articles(), null, article.getId(), article, headers);
  }

  private Producer<String, Article> producer() {
    return new KafkaProducer<>(
        // By Kafka's defaults: the 5 ms that it waits for company count, a request for each article
        // would take more from the app than they do.
        Map.of("bootstrap.servers", client.bootstrapServers()),
        new StringSerializer(),
        AvroSerdes.serializer(Article.class, client.registry()));
  }
}
