package dev.newsdesk.stream.intake;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.jspecify.annotations.Nullable;

/**
 * A schema that records wait for.
 *
 * @param attempts so far
 * @param dueAt when the next attempt is due
 * @param waited how long the registry has answered others and not given this one
 * @param answeredAt when it last did so, unless it has not answered at all since
 * @param denied whether an operator has to permit it
 * @param sentence why it is not there; empty before the first attempt
 */
record AwaitedSchema(
    int attempts,
    Instant dueAt,
    Duration waited,
    @Nullable Instant answeredAt,
    boolean denied,
    String sentence) {

  /** Returns one that nobody has asked for yet. */
  static AwaitedSchema since(Instant now) {
    return new AwaitedSchema(0, now, Duration.ZERO, null, false, "");
  }

  /** The registry answers others: the time runs from the first such answer to the next. */
  AwaitedSchema withheld(String why, Instant now, ExponentialBackoff backoff) {
    Duration more = answeredAt == null ? Duration.ZERO : Duration.between(answeredAt, now);
    return new AwaitedSchema(
        attempts + 1,
        now.plusMillis(backoff.backoff(attempts)),
        more.isNegative() ? waited : waited.plus(more),
        now,
        false,
        why);
  }

  /** An operator has to permit it: the time does not run. */
  AwaitedSchema denied(String why, Instant now, ExponentialBackoff backoff) {
    return new AwaitedSchema(
        attempts + 1, now.plusMillis(backoff.backoff(attempts)), waited, null, true, why);
  }

  /** Nothing answers: the time does not run, and the attempt does not count. */
  AwaitedSchema interrupted() {
    return new AwaitedSchema(attempts, dueAt, waited, null, denied, sentence);
  }
}
