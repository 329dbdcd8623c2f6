package dev.newsdesk.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.stream.batching.Rejection;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.classification.RejectionCause;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class StreamMetricsTest {

  private final CollectorRegistry registry = new CollectorRegistry();
  private final StreamMetrics metrics =
      new StreamMetrics(registry, "gru-1", List.of("World", "Sci/Tech"), List.of("cpu"));

  @Test
  void everyCategoryAndCauseIsThereFromTheBeginning() {
    assertThat(value("newsdesk_articles_classified_total", "category", "Sci/Tech")).isZero();
    for (RejectionCause cause : RejectionCause.values()) {
      assertThat(
              value("newsdesk_dead_letters_total", "cause", cause.name().toLowerCase(Locale.ROOT)))
          .as(cause.name())
          .isZero();
    }
    assertThat(
            registry.getSampleValue(
                "newsdesk_model_info",
                new String[] {"checkpoint", "device"},
                new String[] {"gru-1", "cpu"}))
        .isOne();
  }

  @Test
  void countsWhatItIsTold() {
    metrics.received();
    metrics.received();
    metrics.flushed(2, Duration.ofMillis(250));
    metrics.classified(
        new Outcome.Classified("1", "World", 0.75, "Peace", Bytes.wrap(new byte[0])),
        Duration.ofSeconds(2));
    metrics.deadLettered(new Rejection(RejectionCause.EMPTY, "Empty.", "news.articles", 0, 7));

    assertThat(value("newsdesk_articles_received_total")).isEqualTo(2);
    assertThat(value("newsdesk_batch_articles_sum")).isEqualTo(2);
    assertThat(value("newsdesk_batch_articles_count")).isOne();
    assertThat(value("newsdesk_batch_wait_seconds_sum")).isEqualTo(0.25);
    assertThat(value("newsdesk_articles_classified_total", "category", "World")).isOne();
    assertThat(value("newsdesk_article_latency_seconds_sum")).isEqualTo(2);
    assertThat(value("newsdesk_article_confidence_sum")).isEqualTo(0.75);
    assertThat(value("newsdesk_article_confidence_count")).isOne();
    assertThat(value("newsdesk_dead_letters_total", "cause", "empty")).isOne();
  }

  @Test
  void countsWhatPredictingTook() {
    metrics.accept(
        new PredictionWork(3, 90, 84, 21, 100, Duration.ofMillis(5), Duration.ofMillis(50)));

    assertThat(value("newsdesk_tokens_total")).isEqualTo(90);
    assertThat(value("newsdesk_padded_tokens_total")).isEqualTo(100);
    assertThat(value("newsdesk_words_total")).isEqualTo(84);
    assertThat(value("newsdesk_unknown_words_total")).isEqualTo(21);
    assertThat(value("newsdesk_tokenize_seconds_sum")).isEqualTo(0.005);
    assertThat(value("newsdesk_inference_seconds_sum")).isEqualTo(0.05);
  }

  private Double value(String name) {
    return registry.getSampleValue(name);
  }

  private Double value(String name, String label, String value) {
    return registry.getSampleValue(name, new String[] {label}, new String[] {value});
  }
}
