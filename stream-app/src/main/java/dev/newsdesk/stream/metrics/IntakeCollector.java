package dev.newsdesk.stream.metrics;

import dev.newsdesk.stream.intake.IntakeClientSupplier;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;

/** Takes from the consumers, at each scrape, what they hold and hold back. Thread-safe. */
public final class IntakeCollector extends Collector {

  private final List<IntakeClientSupplier> clients;

  /** Sums up the clients of all Kafka Streams clients of the process. */
  public IntakeCollector(List<IntakeClientSupplier> clients) {
    this.clients = List.copyOf(clients);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    GaugeMetricFamily held = family(Catalogue.PARTITIONS_HELD);
    held.addMetric(
        List.of("schema"), clients.stream().mapToInt(IntakeClientSupplier::heldForSchemas).sum());
    held.addMetric(
        List.of("bytes"), clients.stream().mapToInt(IntakeClientSupplier::heldForBytes).sum());
    GaugeMetricFamily bytes = family(Catalogue.INTAKE_BYTES);
    bytes.addMetric(
        List.of(), (double) clients.stream().mapToLong(IntakeClientSupplier::bytes).sum());
    return List.of(bytes, held);
  }

  private static GaugeMetricFamily family(MetricDefinition definition) {
    return new GaugeMetricFamily(
        definition.name(), definition.help(), new ArrayList<>(definition.labels()));
  }
}
