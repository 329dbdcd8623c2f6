package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** For any order of articles, labels and repeats. */
class LabelJoinTest {

  private static final LabelWait WAIT = new LabelWait(1_000);
  private static final long START = 1_700_000_000_123L;

  @Property(tries = 300)
  void inTimeEachArticleCountsItsFirstLabelAndItsFirstAnswer(@ForAll("events") List<Event> events) {
    Outcome outcome = play(events, WAIT.millis() / 40);

    Map<String, Event> answers = new HashMap<>();
    Map<String, Event> labels = new HashMap<>();
    events.forEach(event -> (event.isLabel ? labels : answers).putIfAbsent(event.id, event));
    Map<String, Long> expected = new HashMap<>();
    answers.forEach(
        (id, answer) -> {
          if (labels.containsKey(id)) {
            expected.merge(
                answer.checkpoint + ": " + labels.get(id).category + " as " + answer.category,
                1L,
                Long::sum);
          }
        });
    assertThat(outcome.listener.confusions).isEqualTo(expected);
    Map<String, Long> cells = new HashMap<>();
    outcome.counted.forEach(
        (cell, count) ->
            cells.merge(
                cell.scope().checkpointId() + ": " + cell.labelled() + " as " + cell.predicted(),
                count,
                Long::sum));
    assertThat(cells).isEqualTo(expected);
  }

  @Property(tries = 300)
  void whateverTheTimeEachLabelHasOneOutcomeAndEachArticleIsLabelledOrNot(
      @ForAll("events") List<Event> events) {
    Outcome outcome = play(events, WAIT.millis() / 18);

    Set<String> answered = new HashSet<>();
    events.stream().filter(event -> !event.isLabel).forEach(event -> answered.add(event.id));
    long matched = outcome.listener.outcomes.getOrDefault(LabelOutcome.MATCHED, 0L);
    assertThat(outcome.listener.outcomes.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(events.stream().filter(Event::isLabel).count());
    assertThat(matched + outcome.listener.unlabelled).isEqualTo(answered.size());
    assertThat(outcome.counted.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(matched);
  }

  /** Plays events, the given time apart, and lets every wait end. */
  private static Outcome play(List<Event> events, long step) {
    try (TopologyTestDriver stores = stores()) {
      RecordingAccuracy listener = new RecordingAccuracy();
      Increments increments = new Increments(stores.getKeyValueStore("increments"));
      LabelJoin join =
          new LabelJoin(
              new Standings(
                  stores.getWindowStore("standings"),
                  new Names(stores.getKeyValueStore("names")),
                  WAIT),
              new WaitingCounts(stores.getKeyValueStore("waiting"), WAIT),
              increments,
              WAIT,
              Duration.ofSeconds(1),
              listener);
      long now = START;
      for (Event event : events) {
        byte[] id = event.id.getBytes(StandardCharsets.UTF_8);
        if (event.isLabel) {
          join.labelled(id, event.category, now);
        } else {
          join.predicted(id, event.category, event.checkpoint, now);
        }
        join.expire(now);
        now += step;
      }
      join.expire(now + 2 * WAIT.millis());
      Map<Cell, Long> counted = new HashMap<>();
      increments.drainTo((cell, count) -> counted.merge(cell, count, Long::sum));
      return new Outcome(listener, counted);
    }
  }

  /** A window store takes no context but one of Kafka Streams' own. */
  private static TopologyTestDriver stores() {
    Duration window = Duration.ofMillis(WAIT.windowMillis());
    StoreBuilder<?> standings =
        Stores.windowStoreBuilder(
            Stores.inMemoryWindowStore("standings", window.multipliedBy(3), window, false),
            Serdes.Bytes(),
            Serdes.ByteArray());
    Topology topology =
        new Topology()
            .addSource(
                "nothing", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "nothing")
            .addProcessor("idle", Idle::new, "nothing");
    Stream.of(
            standings,
            Increments.builder("increments"),
            Names.builder("names"),
            WaitingCounts.builder("waiting"))
        .forEach(
            store ->
                topology.addStateStore(store.withLoggingDisabled().withCachingDisabled(), "idle"));
    return new TopologyTestDriver(topology);
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of("a", "b", "c", "d"),
            Arbitraries.of("World", "Sports", "Sci/Tech"),
            Arbitraries.of("gru-1", "gru-2"))
        .as(Event::new)
        .list()
        .ofMaxSize(36);
  }

  /** Has the stores. */
  private static final class Idle implements Processor<byte[], byte[], Void, Void> {

    @Override
    public void process(Record<byte[], byte[]> unused) {}
  }

  /** What came of it. */
  private record Outcome(RecordingAccuracy listener, Map<Cell, Long> counted) {}

  /** An article's answer, or its label. */
  record Event(boolean isLabel, String id, String category, String checkpoint) {}
}
