package dev.newsdesk.stream.accuracy;

import dev.newsdesk.AccuracyReport;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sums up what all partitions count, and reports each sum that has changed, once a second at most.
 * There is one in the whole app, whatever instance it runs on.
 */
final class SummingProcessor implements Processor<Cell, Long, byte[], byte[]> {

  private final AccuracyTopology settings;
  private final Supplier<AccuracyCodec> codecs;
  private @Nullable AccuracyCodec codec;
  private @Nullable Cancellable punctuation;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable Sums sums;

  SummingProcessor(AccuracyTopology settings, Supplier<AccuracyCodec> codecs) {
    this.settings = settings;
    this.codecs = codecs;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    sums = new Sums(processorContext.getStateStore(AccuracyTopology.CONFUSIONS), settings.window());
    codec = codecs.get();
    punctuation =
        processorContext.schedule(
            JoiningProcessor.INTERVAL, PunctuationType.WALL_CLOCK_TIME, timestamp -> report());
  }

  @Override
  public void process(Record<Cell, Long> record) {
    // Its topic has the brokers' time: no instance can end windows that others still count in.
    long appended = record.timestamp();
    long window = appended - Math.floorMod(appended, settings.window().toMillis());
    sums().add(record.key().notAfter(window), record.value());
  }

  private void report() {
    // A report from the future would be refused by its topic, and one from long ago deleted.
    long now = settings.time().getAsLong();
    sums().report((scope, matrix) -> forward(scope, matrix, now));
  }

  private void forward(Scope scope, Map<Cell, Long> matrix, long now) {
    AccuracyReport report = Reports.of(scope, matrix, settings.window());
    byte[] value = codec().bytes(settings.topics().accuracy(), report);
    byte[] key = scope.reportKey().getBytes(StandardCharsets.UTF_8);
    Objects.requireNonNull(context, "init() comes first").forward(new Record<>(key, value, now));
  }

  private AccuracyCodec codec() {
    return Objects.requireNonNull(codec, "init() comes first");
  }

  private Sums sums() {
    return Objects.requireNonNull(sums, "init() comes first");
  }

  @Override
  public void close() {
    if (punctuation != null) {
      punctuation.cancel();
      punctuation = null;
    }
    if (codec != null) {
      codec.close();
      codec = null;
    }
  }
}
