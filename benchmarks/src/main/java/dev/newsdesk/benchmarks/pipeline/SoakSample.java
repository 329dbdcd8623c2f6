package dev.newsdesk.benchmarks.pipeline;

import dev.newsdesk.benchmarks.pipeline.measurement.MetricsText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the app holds at one moment of a soak; null is what cannot be read.
 *
 * @param seconds since the soak's begin
 * @param waiting articles that were sent and are not committed
 * @param residentMiB resident memory
 * @param heapMiB Java heap in use
 * @param directMiB direct buffers in use
 * @param ndManagers the engine's memory managers that are open
 */
public record SoakSample(
    long seconds,
    long waiting,
    @Nullable Double residentMiB,
    @Nullable Double heapMiB,
    @Nullable Double directMiB,
    @Nullable Double ndManagers) {

  private static final double BYTES_PER_MIB = 1024.0 * 1024.0;

  /** Takes what can be read of a page of metrics. */
  static SoakSample of(
      long seconds,
      long waiting,
      @Nullable Long residentMiB,
      @Nullable Double ndManagers,
      MetricsText metrics) {
    Double heap = metrics.sum("jvm_memory_used_bytes", Map.of("area", "heap"));
    return new SoakSample(
        seconds,
        waiting,
        residentMiB == null ? null : residentMiB.doubleValue(),
        mebibytes(
            heap == null ? metrics.sum("jvm_memory_bytes_used", Map.of("area", "heap")) : heap),
        mebibytes(metrics.sum("jvm_buffer_pool_used_bytes", Map.of("pool", "direct"))),
        ndManagers);
  }

  private static @Nullable Double mebibytes(@Nullable Double bytes) {
    return bytes == null ? null : bytes / BYTES_PER_MIB;
  }
}
