package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.http.Health;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppStateTest {

  private final AppState state = new AppState();

  @Test
  void whileItStartsItIsAliveAndSaysWhatItIsAt() {
    state.starting("brokers and registry are waited for.");

    assertThat(state.health())
        .isEqualTo(new Health(true, false, "Starting: brokers and registry are waited for."));
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED,true,false",
    "REBALANCING,true,false",
    "RUNNING,true,true",
    "PENDING_SHUTDOWN,true,false",
    "NOT_RUNNING,false,false",
    "PENDING_ERROR,false,false",
    "ERROR,false,false"
  })
  void onlyARunningAppIsReadyAndAnEndedOneIsDead(State streams, boolean alive, boolean ready) {
    state.streams(streams);

    assertThat(state.health().alive()).isEqualTo(alive);
    assertThat(state.health().ready()).isEqualTo(ready);
  }

  @Test
  void onlineAccuracyThatIsDownIsSaidAndHoldsNothingUp() {
    state.streams(State.RUNNING);
    state.accuracy(() -> Optional.of("is down: Its changelog is gone."), () -> List.of("Held."));

    assertThat(state.health())
        .isEqualTo(
            new Health(true, true, "Running; online accuracy is down: Its changelog is gone."));
  }

  @Test
  void whileArticlesWaitForTheRegistryItIsAliveAndNotReadyAndSaysWhy() {
    AtomicReference<String> registry = new AtomicReference<>("No schema registry answers (away).");
    state.streams(State.RUNNING);
    state.resolving(
        () ->
            Optional.of(Objects.requireNonNull(registry.get()))
                .filter(sentence -> !sentence.isEmpty()),
        () -> List.of("The registry does not give the schema of id 7 (404)."));
    assertThat(state.health())
        .isEqualTo(new Health(true, false, "No schema registry answers (away)."));

    registry.set("");
    assertThat(state.health())
        .isEqualTo(
            new Health(
                true,
                true,
                "Running. Some partitions wait for a schema: The registry does not give the schema"
                    + " of id 7 (404)."));
  }

  @Test
  void labelsThatWaitForASchemaAreSaidAfterArticlesAndHoldNothingUp() {
    state.streams(State.RUNNING);
    state.resolving(Optional::empty, () -> List.of("No id 7."));
    state.accuracy(Optional::empty, () -> List.of("No id 8.", "No id 9."));

    assertThat(state.health())
        .isEqualTo(
            new Health(
                true,
                true,
                "Running. Some partitions wait for a schema: No id 7. Some partitions of labels or"
                    + " predictions wait for a schema: No id 8. (and 1 others)"));
  }

  @ParameterizedTest
  @CsvSource({"CREATED", "REBALANCING", "RUNNING"})
  void theFirstCauseOfSeveralIsShownInEveryStateThatLasts(State streams) {
    AtomicReference<String> brokers = new AtomicReference<>("");
    state.waitsFor(
        List.of(
            () ->
                Optional.of(Objects.requireNonNull(brokers.get()))
                    .filter(sentence -> !sentence.isEmpty())),
        List.of(() -> Optional.of("Records are not committed.")));
    state.streams(streams);
    assertThat(state.health()).isEqualTo(new Health(true, false, "Records are not committed."));

    brokers.set("No broker answers.");
    assertThat(state.health()).isEqualTo(new Health(true, false, "No broker answers."));
  }

  @Test
  @Timeout(10)
  void aFailureEndsTheWaitThoughThreadsHang() throws InterruptedException {
    state.streams(State.RUNNING);
    state.failed(new IllegalStateException("Why."));

    state.await();
    assertThat(state.health().alive()).isFalse();
  }

  @Test
  void aFailureIsToldByItsRoot() {
    state.streams(State.PENDING_ERROR);
    state.failed(
        new StreamsException("process failed at node classify", new IllegalStateException("Why.")));
    state.failed(new IllegalStateException("A later one."));

    assertThat(state.health()).isEqualTo(new Health(false, false, "The app failed: Why."));
    assertThat(state.failure()).containsInstanceOf(StreamsException.class);
  }

  @Test
  void whatAProcessorThrowsIsToldWithItsRemedyAndNotWhatCausedIt() {
    IllegalStateException thrown =
        new IllegalStateException(
            "The network fails on every text: look at the device.",
            new ArithmeticException("native\ntrace"));

    assertThat(AppState.explain(new StreamsException("at node", new StreamsException(thrown))))
        .isEqualTo("The network fails on every text: look at the device.");
    assertThat(AppState.explain(new IllegalStateException("two\n  lines"))).isEqualTo("two lines");
  }

  @Test
  void aFailureWithoutWordsIsToldByItsKind() {
    assertThat(AppState.explain(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
  }

  @ParameterizedTest
  @CsvSource({"ERROR", "NOT_RUNNING"})
  @Timeout(10)
  void whoeverWaitsGoesOnWhenItHasStopped(State streams) throws InterruptedException {
    state.streams(State.RUNNING);
    state.streams(streams);

    state.await();
  }
}
