package dev.newsdesk.stream.sending;

import static dev.newsdesk.stream.Articles.article;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SendingTest {

  private final List<String> events = new ArrayList<>();
  private final List<SendingReport> reports = new ArrayList<>();
  private long now;

  private final Sending sending =
      new Sending(
          article -> events.add(article.getId()),
          () -> events.add("flush"),
          new Pace(4, () -> now, nanos -> now += nanos),
          () -> now);

  @Test
  void theReportComesOnceEverythingHasArrived() {
    sending.send(article("a", "A"));
    sending.skip();
    sending.send(article("b", "B"));
    sending.send(article("c", "C"));
    sending.end(reports::add);
    assertThat(events).containsExactly("a", "b", "c", "flush");
    assertThat(reports).containsExactly(new SendingReport(3, 1, Duration.ofMillis(500)));
  }

  @Test
  void afterItsEndNothingIsSentAndNothingIsToldAgain() {
    sending.send(article("a", "A"));
    sending.end(reports::add);
    sending.send(article("b", "B"));
    sending.end(reports::add);
    assertThat(events).containsExactly("a", "flush");
    assertThat(reports).hasSize(1);
    assertThat(sending.sent()).isEqualTo(1);
  }

  @Test
  void anArticleThatCouldNotBeSentIsNotCounted() {
    Sending broken =
        new Sending(
            article -> {
              throw new IllegalStateException("broken");
            },
            () -> {},
            Pace.of(Double.POSITIVE_INFINITY),
            () -> now);
    assertThatThrownBy(() -> broken.send(article("a", "A"))).hasMessage("broken");
    assertThat(broken.sent()).isZero();
  }

  @Test
  void aReportIsOneSentenceOrOneJsonObject() {
    SendingReport report = new SendingReport(1_234, 0, Duration.ofMillis(2_500));
    assertThat(report.sentence()).isEqualTo("Sent 1,234 articles in 2.5 s (494 articles/s).");
    assertThat(report.json())
        .isEqualTo("{\"articles\":1234,\"skipped\":0,\"seconds\":2.5,\"articlesPerSecond\":493.6}");
    assertThat(new SendingReport(1, 2, Duration.ofSeconds(1)).sentence())
        .isEqualTo("Sent 1 article in 1.0 s (1 articles/s); skipped 2 malformed.");
  }
}
