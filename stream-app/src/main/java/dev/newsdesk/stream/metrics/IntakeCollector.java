package dev.newsdesk.stream.metrics;

import dev.newsdesk.stream.intake.IntakeClientSupplier;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;

/** Takes from the consumers, at each scrape, what they hold and hold back. Thread-safe. */
public final class IntakeCollector extends Collector {

  private final List<Source> sources;

  /** Reads from all of the process's applications. */
  public IntakeCollector(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Returns the application that classifies. */
  public static Source classification(IntakeClientSupplier clients) {
    return new Source("classification", clients);
  }

  /** Returns that of online accuracy. */
  public static Source accuracy(IntakeClientSupplier clients) {
    return new Source("accuracy", clients);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily held = family(Catalogue.PARTITIONS_HELD);
    GaugeMetricFamily bytes = family(Catalogue.INTAKE_BYTES);
    for (Source source : sources) {
      IntakeClientSupplier clients = source.clients();
      held.addMetric(List.of(source.app(), "schema"), clients.heldForSchemas());
      held.addMetric(List.of(source.app(), "bytes"), clients.heldForBytes());
      bytes.addMetric(List.of(source.app()), (double) clients.bytes());
    }
    return List.of(bytes, held);
  }

  private static GaugeMetricFamily family(MetricDefinition definition) {
    return new GaugeMetricFamily(
        definition.name(), definition.help(), new ArrayList<>(definition.labels()));
  }

  /**
   * A Kafka Streams application of this process.
   *
   * @param app tells it from the others
   * @param clients its own
   */
  public record Source(String app, IntakeClientSupplier clients) {}
}
