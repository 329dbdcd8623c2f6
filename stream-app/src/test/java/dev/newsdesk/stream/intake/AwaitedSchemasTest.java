package dev.newsdesk.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.junit.jupiter.api.Test;

class AwaitedSchemasTest {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final AwaitedSchemas awaited =
      new AwaitedSchemas(PATIENCE, new ExponentialBackoff(1_000, 2, 8_000, 0));
  private Instant now = Instant.parse("2026-11-29T00:00:00Z");

  @Test
  void aSchemaIsAskedForAtOnceAndThenAtGrowingIntervals() {
    assertThat(awaited.ask(7, now)).isFalse();
    for (int pause : new int[] {1, 2, 4, 8, 8}) {
      assertThat(awaited.due(now)).contains(7);
      awaited.attempted(7, withheld(), now);
      now = now.plusSeconds(pause).minusMillis(1);
      assertThat(awaited.due(now)).isEmpty();
      now = now.plusMillis(1);
    }
  }

  @Test
  void oneThatNobodyHasAskedForComesBeforeThoseThatWait() {
    awaited.ask(1, now);
    awaited.attempted(1, withheld(), now);
    now = now.plusSeconds(100);
    awaited.ask(2, now);
    assertThat(awaited.due(now)).contains(2);
  }

  @Test
  void itIsGivenUpWhenTheRegistryHasAnsweredOthersForSoLong() {
    awaited.ask(7, now);
    awaited.attempted(7, withheld(), now);
    now = now.plus(PATIENCE).minusMillis(1);
    awaited.attempted(7, withheld(), now);
    assertThat(awaited.refusal(7)).isEmpty();
    assertThat(awaited.held()).containsExactly("Not found.");
    assertThat(awaited.cause()).as("nobody need do anything").isEmpty();
    now = now.plusMillis(1);
    awaited.attempted(7, withheld(), now);
    assertThat(awaited.refusal(7))
        .contains(
            "The registry has not given schema id 7 for 600000 ms (schema.wait.ms) while it"
                + " answered other requests: Not found.");
    assertThat(awaited.isEmpty()).isTrue();
  }

  @Test
  void anOutageStopsTheTimeAndIsWaitedForWithoutLimit() {
    awaited.ask(7, now);
    awaited.attempted(7, withheld(), now);
    for (int i = 0; i < 1_000; i++) {
      now = now.plusSeconds(60);
      awaited.attempted(7, new Attempt.Outage("No registry answers."), now);
    }
    assertThat(awaited.cause()).contains("No registry answers.");
    assertThat(awaited.refusal(7)).isEmpty();
    now = now.plus(PATIENCE);
    awaited.attempted(7, withheld(), now);
    assertThat(awaited.cause()).isEmpty();
    assertThat(awaited.refusal(7)).as("none of it counts").isEmpty();
    now = now.plus(PATIENCE);
    awaited.attempted(7, withheld(), now);
    assertThat(awaited.refusal(7)).isPresent();
  }

  @Test
  void inAnOutageOneAttemptAtATimeIsDueHoweverManySchemasWait() {
    for (int id = 1; id <= 1_000; id++) {
      awaited.ask(id, now);
    }
    assertThat(awaited.due(now)).isPresent();
    awaited.attempted(1, new Attempt.Outage("No registry answers."), now);
    assertThat(awaited.due(now)).isEmpty();
    now = now.plus(SECOND);
    assertThat(awaited.due(now)).isPresent();
    awaited.attempted(1, new Attempt.Settled(), now);
    assertThat(awaited.due(now)).isPresent();
  }

  @Test
  void whatAnOperatorHasToPermitIsWaitedForWithoutLimitAndSaid() {
    awaited.ask(7, now);
    for (int i = 0; i < 1_000; i++) {
      awaited.attempted(7, new Attempt.Denied("Permit it."), now);
      now = now.plusSeconds(60);
    }
    assertThat(awaited.cause()).contains("Permit it.");
    assertThat(awaited.refusal(7)).isEmpty();
    awaited.attempted(7, new Attempt.Settled(), now);
    assertThat(awaited.cause()).isEmpty();
    assertThat(awaited.isEmpty()).isTrue();
  }

  @Test
  void oneThatWasGivenUpHoldsNobodyAndIsAskedForAgainNowAndThen() {
    giveUp(7);
    assertThat(awaited.ask(7, now)).isTrue();
    assertThat(awaited.due(now)).isEmpty();
    now = now.plusSeconds(60);
    assertThat(awaited.ask(7, now)).as("its records are refused meanwhile").isTrue();
    assertThat(awaited.due(now)).contains(7);
    awaited.attempted(7, withheld(), now);
    assertThat(awaited.due(now.plusSeconds(30))).isEmpty();
    assertThat(awaited.refusal(7)).isPresent();
    now = now.plusSeconds(60);
    awaited.ask(7, now);
    awaited.attempted(7, new Attempt.Settled(), now);
    assertThat(awaited.refusal(7)).as("the replica has caught up").isEmpty();
  }

  @Test
  void whatWasGivenUpIsKeptInBoundedMemory() {
    for (int id = 1; id <= 20_000; id++) {
      giveUp(id);
    }
    assertThat(awaited.refusal(1)).isEmpty();
    assertThat(awaited.refusal(20_000)).isPresent();
  }

  private void giveUp(int id) {
    awaited.ask(id, now);
    awaited.attempted(id, withheld(), now);
    now = now.plus(PATIENCE);
    awaited.attempted(id, withheld(), now);
  }

  private static Attempt withheld() {
    return new Attempt.Withheld("Not found.");
  }
}
