package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.classification.RejectionCause;
import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final List<Class<?>> CATALOGUES =
      List.of(AccuracyCatalogue.class, Catalogue.class, DriftCatalogue.class);

  @Test
  void everyMetricStandsUnderOneHeading() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Class<?> part : CATALOGUES) {
      for (Field field : part.getFields()) {
        if (field.getType() == MetricDefinition.class) {
          constants.add(field.get(null));
        }
      }
    }
    assertThat(Catalogue.all().map(Object.class::cast).toList())
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(constants);
  }

  @Test
  void namesFollowPrometheusConventions() {
    assertThat(Catalogue.all())
        .allSatisfy(
            metric -> {
              assertThat(metric.name()).matches("newsdesk(_[a-z]+)+");
              assertThat(metric.name().endsWith("_total"))
                  .isEqualTo(metric.type() == Collector.Type.COUNTER);
              assertThat(metric.name().endsWith("_seconds"))
                  .isEqualTo(metric.unit() == Unit.SECONDS);
              assertThat(metric.name().endsWith("_ratio")).isEqualTo(metric.unit() == Unit.RATIO);
              assertThat(metric.help()).matches("[A-Z0-9].*\\.");
              assertThat(metric.labels()).allMatch(label -> label.matches("[a-z]+"));
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void everyLabelIsExplained() {
    assertThat(Catalogue.all().flatMap(metric -> metric.labels().stream()))
        .containsAll(LabelValues.BY_LABEL.keySet())
        .allMatch(LabelValues.BY_LABEL::containsKey);
  }

  @Test
  void histogramsAloneHaveBucketsAndThoseGrow() {
    assertThat(Catalogue.all())
        .allSatisfy(
            metric -> {
              assertThat(metric.buckets().isEmpty())
                  .isEqualTo(metric.type() != Collector.Type.HISTOGRAM);
              assertThat(metric.buckets()).isSorted().doesNotHaveDuplicates();
            });
  }

  @Test
  void registersAMetricUnderTheNameThatPrometheusShows() {
    assertThat(Catalogue.all())
        .allSatisfy(
            metric -> {
              CollectorRegistry registry = new CollectorRegistry();
              Collector unused =
                  switch (metric.type()) {
                    case COUNTER -> metric.counter(registry);
                    case GAUGE -> metric.gauge(registry);
                    case HISTOGRAM -> metric.histogram(registry);
                    default -> throw new AssertionError(metric);
                  };
              Collector.MetricFamilySamples family =
                  Collections.list(registry.metricFamilySamples()).get(0);
              assertThat(family.type).isEqualTo(metric.type());
              assertThat(family.help).isEqualTo(metric.help());
              assertThat(Set.of(family.getNames())).contains(metric.name());
            });
  }

  @Test
  void aMetricOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> Catalogue.READY.counter(new CollectorRegistry()))
        .hasMessage("newsdesk_ready is a GAUGE and no COUNTER: correct it in the catalogue.");
  }

  @Test
  void everyCauseIsExplained() {
    assertThat(
            Set.of(RejectionCause.values()).stream()
                .map(cause -> "`" + cause.name().toLowerCase(Locale.ROOT) + "`")
                .collect(Collectors.toSet()))
        .allMatch(LabelValues.BY_LABEL.getOrDefault("cause", "")::contains);
  }
}
