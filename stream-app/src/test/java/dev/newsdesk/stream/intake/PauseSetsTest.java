package dev.newsdesk.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;

class PauseSetsTest {

  /**
   * Who does what, in turn: 0 Kafka Streams pauses, 1 it resumes, 2 the gate holds, 3 forgotten.
   */
  @Property
  void aPartitionIsPausedWhileSomebodyHasItPaused(
      @ForAll @Size(max = 60) List<@IntRange(max = 4 * 256 - 1) Integer> steps) {
    PauseSets sets = new PauseSets();
    Set<TopicPartition> streams = new HashSet<>();
    Set<TopicPartition> gate = new HashSet<>();
    Set<TopicPartition> paused = new HashSet<>();
    for (int step : steps) {
      Set<TopicPartition> some = partitions(step & 0xFF);
      switch (step >> 8) {
        case 0 -> {
          sets.pause(some);
          streams.addAll(some);
          paused.addAll(some);
        }
        case 1 -> {
          paused.removeAll(sets.resume(some));
          streams.removeAll(some);
        }
        case 2 -> {
          PauseSets.Change change = sets.hold(some);
          paused.addAll(change.paused());
          paused.removeAll(change.resumed());
          gate.clear();
          gate.addAll(some);
        }
        default -> {
          sets.forget(some);
          streams.removeAll(some);
          gate.removeAll(some);
          paused.removeAll(some);
        }
      }
      Set<TopicPartition> expected = new HashSet<>(streams);
      expected.addAll(gate);
      assertThat(paused).isEqualTo(expected);
    }
  }

  private static Set<TopicPartition> partitions(int bits) {
    return IntStream.range(0, 8)
        .filter(i -> (bits >> i & 1) == 1)
        .mapToObj(i -> new TopicPartition("a", i))
        .collect(Collectors.toSet());
  }
}
