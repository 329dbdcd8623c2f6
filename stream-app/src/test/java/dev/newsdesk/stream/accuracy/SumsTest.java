package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class SumsTest {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final long NOON = 1_795_435_200_000L;
  private static final Cell RIGHT = new Cell(new Scope("gru-1", NOON), "World", "World");
  private static final Cell WRONG = new Cell(new Scope("gru-1", NOON), "World", "Sports");

  private final KeyValueStore<Cell, Long> store = store();

  @Test
  void whatPartitionsCountIsAddedUp() {
    Sums sums = new Sums(store, WINDOW);
    sums.add(RIGHT, 3);
    sums.add(RIGHT, 4);
    sums.add(WRONG, 2);
    sums.add(new Cell(new Scope("gru-1", NOON + 60_000), "World", "World"), 5);
    assertThat(reported(sums))
        .isEqualTo(
            Map.of(
                "gru-1", Map.of(RIGHT.cumulative(), 12L, WRONG.cumulative(), 2L),
                "gru-1@2026-11-23T12:00:00Z", Map.of(RIGHT, 7L, WRONG, 2L),
                "gru-1@2026-11-23T12:01:00Z",
                    Map.of(new Cell(new Scope("gru-1", NOON + 60_000), "World", "World"), 5L)));
    assertThat(reported(sums)).isEmpty();
  }

  @Test
  void afterARestartItGoesOnAndReportsWhatWasNotReported() {
    Sums sums = new Sums(store, WINDOW);
    sums.add(RIGHT, 3);
    assertThat(reported(sums)).hasSize(2);
    assertThat(reported(new Sums(store, WINDOW))).isEmpty();

    sums.add(WRONG, 1);
    Sums restarted = new Sums(store, WINDOW);
    assertThat(reported(restarted))
        .containsEntry("gru-1", Map.of(RIGHT.cumulative(), 3L, WRONG.cumulative(), 1L));
    assertThat(reported(restarted)).isEmpty();
  }

  @Test
  void aSumWhoseReportFailsIsReportedAgain() {
    Sums sums = new Sums(store, WINDOW);
    sums.add(RIGHT, 3);
    assertThatThrownBy(
            () ->
                sums.report(
                    (scope, matrix) -> {
                      throw new IllegalStateException("Its topic refuses it.");
                    }))
        .hasMessage("Its topic refuses it.");
    assertThat(reported(sums)).hasSize(2);
  }

  @Test
  void windowsOfLongAgoAreForgottenAndStillCountForAllTime() {
    Sums sums = new Sums(store, WINDOW);
    sums.add(RIGHT, 3);
    reported(sums);
    Cell dayLater = new Cell(new Scope("gru-1", NOON + 86_400_000), "World", "World");
    sums.add(dayLater, 1);
    sums.add(RIGHT, 2);
    assertThat(reported(sums))
        .isEqualTo(
            Map.of(
                "gru-1", Map.of(RIGHT.cumulative(), 6L),
                "gru-1@2026-11-24T12:00:00Z", Map.of(dayLater, 1L)));
    assertThat(store.get(RIGHT)).isNull();
    assertThat(store.approximateNumEntries()).isEqualTo(4);
  }

  private static Map<String, Map<Cell, Long>> reported(Sums sums) {
    Map<String, Map<Cell, Long>> reports = new HashMap<>();
    sums.report(
        (scope, matrix) -> {
          reports.put(scope.reportKey(), matrix);
        });
    return reports;
  }

  private static KeyValueStore<Cell, Long> store() {
    MockProcessorContext<?, ?> context = new MockProcessorContext<>();
    KeyValueStore<Cell, Long> store =
        Sums.builder("sums").withLoggingDisabled().withCachingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
