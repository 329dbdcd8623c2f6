package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.AccuracyReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * A partition moves between instances whose clocks jump by up to 30 days and drift. What is
 * counted, and in which window, is what one instance counts whose clock is the brokers'.
 */
class InstanceClocksTest {

  private static final long DAYS_30 = Duration.ofDays(30).toMillis();

  /** A step of time; neither the wait nor a window is a multiple of it. */
  private static final long STEP = Duration.ofSeconds(7).toMillis();

  /** Half a second from where windows end. */
  private static final long START = AccuracyPipeline.NOON.toEpochMilli() + 500;

  @Property(tries = 30)
  void noClockOfAnInstanceChangesWhatIsCounted(@ForAll("events") List<Event> events) {
    World world = new World();
    try (var sound = new AccuracyPipeline(() -> world.brokers);
        var moved = new AccuracyPipeline(() -> world.owner.clock.getAsLong())) {
      Map<String, AccuracyReport> expected = new HashMap<>();
      Map<String, AccuracyReport> reports = new HashMap<>();
      Stream.concat(events.stream(), Stream.of(Event.HOURS, Event.HOURS, Event.HOURS))
          .forEach(
              event -> {
                play(event, world, sound, moved);
                expected.putAll(sound.latestReports());
                reports.putAll(moved.latestReports());
              });

      assertThat(moved.listener.outcomes).isEqualTo(sound.listener.outcomes);
      assertThat(moved.listener.confusions).isEqualTo(sound.listener.confusions);
      assertThat(moved.listener.unlabelled).isEqualTo(sound.listener.unlabelled);
      assertThat(reports).isEqualTo(expected);
    }
  }

  private static void play(
      Event event, World world, AccuracyPipeline sound, AccuracyPipeline moved) {
    String id = "a" + event.number;
    String category = AccuracyPipeline.LABELS.get(event.number % 2);
    switch (event.kind) {
      case PREDICT -> {
        sound.predict(id, category, "gru-1");
        moved.predict(id, category, "gru-1");
      }
      case LABEL -> {
        sound.label(id, "World");
        moved.label(id, "World");
      }
      case MOVE -> world.owner = world.instances.get(event.number % world.instances.size());
      case JUMP -> {
        long jump = event.number % 2 == 0 ? DAYS_30 : -DAYS_30;
        world.owner.wallOffset += jump;
        // The driver's clock cannot be set back.
        moved.driver.advanceWallClockTime(Duration.ofMillis(Math.max(0, jump)));
      }
      case PASS -> {
        long millis = STEP * event.number;
        world.pass(millis);
        world.instances.forEach(instance -> instance.measure(world));
        sound.driver.advanceWallClockTime(Duration.ofMillis(millis));
        moved.driver.advanceWallClockTime(Duration.ofMillis(millis));
      }
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.PREDICT),
            Tuple.of(8, Kind.LABEL),
            Tuple.of(2, Kind.MOVE),
            Tuple.of(2, Kind.JUMP),
            Tuple.of(4, Kind.PASS));
    return Combinators.combine(kinds, Arbitraries.integers().between(1, 300))
        .as((kind, number) -> new Event(kind, kind.isOfArticle() ? number % 12 : number))
        .list()
        .ofMinSize(10)
        .ofMaxSize(80);
  }

  private enum Kind {
    PREDICT,
    LABEL,
    MOVE,
    JUMP,
    PASS;

    boolean isOfArticle() {
      return this == PREDICT || this == LABEL;
    }
  }

  private record Event(Kind kind, int number) {

    /** So that all that waits has waited too long. */
    static final Event HOURS = new Event(Kind.PASS, 1_100);
  }

  /** The brokers' time, and the instances with theirs. */
  private static final class World {

    private long brokers = START;
    private final List<Instance> instances =
        List.of(new Instance(0), new Instance(50), new Instance(-50));
    private Instance owner = instances.get(0);

    World() {
      instances.forEach(instance -> instance.measure(this));
    }

    void pass(long millis) {
      brokers += millis;
      instances.forEach(instance -> instance.pass(millis));
    }
  }

  /** An instance, whose clocks are its own. */
  private static final class Instance {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long nanosOfDrift;
    private long nanos;
    private long wallOffset;
    private final BrokerClock clock = new BrokerClock(new Wall(), () -> nanos);

    Instance(int microsPerSecond) {
      nanosOfDrift = microsPerSecond;
    }

    void pass(long millis) {
      nanos += millis * (NANOS_PER_MILLI + nanosOfDrift);
    }

    void measure(World world) {
      BrokerClock.Measurement measurement = clock.begin();
      measurement.end(world.brokers);
    }

    private final class Wall extends Clock {

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(START + Math.floorDiv(nanos, NANOS_PER_MILLI) + wallOffset);
      }
    }
  }
}
