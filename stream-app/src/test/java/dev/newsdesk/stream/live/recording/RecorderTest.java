package dev.newsdesk.stream.live.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.batching.Rejection;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.classification.RejectionCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RecorderTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOON);
  private final Recorder recorder = new Recorder(clock);

  @Test
  void ofEachCategoryTheLastArticlesAreKeptAndAllAreCounted() {
    label("World", "Peace");
    for (int i = 0; i < 1_000; i++) {
      label("Sports", "Match " + i);
    }

    assertThat(recorder.figures().byCategory()).isEqualTo(Map.of("World", 1L, "Sports", 1_000L));
    assertThat(recorder.articlesAfter(0)).hasSize(1 + Recorder.KEPT);
    assertThat(recorder.articlesAfter(0).get(0))
        .isEqualTo(new ArrivedArticle(1, NOON, "id", "World", 0.5, "Peace", Duration.ofMillis(40)));
  }

  @Test
  void whoeverAsksAgainIsGivenWhatIsNewInOrderOfArrival() {
    label("World", "one");
    label("Sports", "two");
    label("World", "three");

    assertThat(recorder.articlesAfter(1))
        .extracting(ArrivedArticle::headline)
        .containsExactly("two", "three");
    assertThat(recorder.articlesAfter(3)).isEmpty();
  }

  @Test
  void ofLongTextsOnlyTheBeginningIsKeptInWholeCharacters() {
    label("World", "x".repeat(Recorder.MAX_TEXT - 1) + "📈" + "x".repeat(1_000_000));
    label("World", "x".repeat(Recorder.MAX_TEXT));

    assertThat(recorder.articlesAfter(0))
        .extracting(ArrivedArticle::headline)
        .containsExactly("x".repeat(Recorder.MAX_TEXT - 1) + "…", "x".repeat(Recorder.MAX_TEXT));
  }

  @Test
  void deadLettersAreCountedByCauseAndTheLastOnesKept() {
    for (int i = 1; i <= 12; i++) {
      recorder.deadLettered(
          new Rejection(
              i == 12 ? RejectionCause.OVERSIZED : RejectionCause.EMPTY, "Why.", "articles", 3, i));
    }

    Figures figures = recorder.figures();
    assertThat(figures.byCause())
        .isEqualTo(Map.of(RejectionCause.EMPTY, 11L, RejectionCause.OVERSIZED, 1L));
    List<ArrivedDeadLetter> kept = figures.deadLetters();
    assertThat(kept).hasSize(Recorder.KEPT);
    assertThat(kept.get(Recorder.KEPT - 1))
        .isEqualTo(
            new ArrivedDeadLetter(
                12, NOON, new Rejection(RejectionCause.OVERSIZED, "Why.", "articles", 3, 12)));
  }

  @Test
  void ratesAndLatencyAreOfTheLastMinute() {
    recorder.received();
    label("World", "Peace");
    clock.advance(Duration.ofSeconds(1));

    Figures figures = recorder.figures();
    assertThat(figures.received()).isOne();
    assertThat(figures.rates()).endsWith(0L, 1L);
    assertThat(figures.latency().articles()).isOne();
    assertThat(figures.latency().median()).isEqualTo(Duration.ofMillis(40));
  }

  private void label(String category, String headline) {
    recorder.classified(
        new Outcome.Classified("id", category, 0.5, headline, Bytes.wrap(new byte[0])),
        Duration.ofMillis(40));
  }
}
