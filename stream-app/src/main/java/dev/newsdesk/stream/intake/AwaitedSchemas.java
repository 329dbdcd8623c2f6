package dev.newsdesk.stream.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.ExponentialBackoff;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that records wait for, those that were given up, and an outage of the registry.
 * Decides which one is asked for next and for how long; asks nobody itself. Thread-safe.
 */
final class AwaitedSchemas {

  /** More than a thread takes in at once; beyond it the oldest is waited for anew. */
  private static final int MOST_REFUSED = 10_000;

  /** A schema that was given up is asked for again this much later, if records name it still. */
  private static final Duration SECOND_THOUGHTS = Duration.ofMinutes(1);

  private final Duration patience;
  private final ExponentialBackoff backoff;
  private final Map<Integer, AwaitedSchema> awaited = new LinkedHashMap<>();
  private final Map<Integer, Refused> refused =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Refused> eldest) {
          return size() > MOST_REFUSED;
        }
      };
  private @Nullable String outage;
  private int outageAttempts;
  private Instant outageDueAt = Instant.MIN;

  /**
   * Makes one without any.
   *
   * @param patience how long the registry may answer others and not give a schema
   */
  AwaitedSchemas(Duration patience, ExponentialBackoff backoff) {
    this.patience = patience;
    this.backoff = backoff;
  }

  /**
   * Asks for a schema, unless that is decided.
   *
   * @return whether it is: it was given up
   */
  synchronized boolean ask(int id, Instant now) {
    Refused before = refused.get(id);
    if (before == null) {
      awaited.computeIfAbsent(id, unused -> AwaitedSchema.since(now));
      return false;
    }
    if (!now.isBefore(before.askAgainAt)) {
      refused.put(id, new Refused(before.sentence, now.plus(SECOND_THOUGHTS)));
      awaited.computeIfAbsent(id, unused -> AwaitedSchema.since(now));
    }
    return true;
  }

  /** Returns why a schema was given up, if it was. */
  synchronized Optional<String> refusal(int id) {
    return Optional.ofNullable(refused.get(id)).map(Refused::sentence);
  }

  /** Returns the schema to ask for now: one that nobody has asked for yet before others. */
  synchronized Optional<Integer> due(Instant now) {
    if (outage != null && now.isBefore(outageDueAt)) {
      return Optional.empty();
    }
    return awaited.entrySet().stream()
        .filter(one -> outage != null || !now.isBefore(one.getValue().dueAt()))
        .min(Map.Entry.comparingByValue(AwaitedSchemas::compare))
        .map(Map.Entry::getKey);
  }

  private static int compare(AwaitedSchema one, AwaitedSchema other) {
    boolean isNew = one.attempts() == 0;
    return isNew == (other.attempts() == 0) ? one.dueAt().compareTo(other.dueAt()) : isNew ? -1 : 1;
  }

  /** Takes over what an attempt has shown. */
  synchronized void attempted(int id, Attempt attempt, Instant now) {
    AwaitedSchema before = awaited.getOrDefault(id, AwaitedSchema.since(now));
    if (attempt instanceof Attempt.Outage away) {
      outage = away.sentence();
      outageAttempts++;
      outageDueAt = now.plusMillis(backoff.backoff(outageAttempts - 1L));
      awaited.replaceAll((any, one) -> one.interrupted());
      return;
    }
    outage = null;
    outageAttempts = 0;
    if (attempt instanceof Attempt.Settled) {
      awaited.remove(id);
      refused.remove(id);
    } else if (attempt instanceof Attempt.Denied denied) {
      awaited.put(id, before.denied(denied.sentence(), now, backoff));
    } else if (attempt instanceof Attempt.Withheld withheld) {
      AwaitedSchema after = before.withheld(withheld.sentence(), now, backoff);
      if (refused.containsKey(id)) {
        awaited.remove(id);
      } else if (after.waited().compareTo(patience) >= 0) {
        awaited.remove(id);
        refused.put(id, new Refused(sentence(id, after), now.plus(SECOND_THOUGHTS)));
      } else {
        awaited.put(id, after);
      }
    }
  }

  private String sentence(int id, AwaitedSchema schema) {
    return "The registry has not given schema id "
        + id
        + " for "
        + patience.toMillis()
        + " ms (schema.wait.ms) while it answered other requests: "
        + schema.sentence();
  }

  /** Returns why the app is not ready, if it is an operator who has to do something. */
  synchronized Optional<String> cause() {
    if (outage != null && !awaited.isEmpty()) {
      return Optional.of(outage);
    }
    return awaited.values().stream()
        .filter(AwaitedSchema::denied)
        .map(AwaitedSchema::sentence)
        .findFirst();
  }

  /** Returns which schemas records wait for after an attempt, one sentence each. */
  synchronized List<String> held() {
    List<String> sentences = new ArrayList<>();
    awaited.forEach(
        (id, one) -> {
          if (one.attempts() > 0 && !refused.containsKey(id)) {
            sentences.add(one.sentence());
          }
        });
    return sentences;
  }

  /** Tells whether nothing is waited for. */
  synchronized boolean isEmpty() {
    return awaited.isEmpty();
  }

  private record Refused(String sentence, Instant askAgainAt) {}
}
