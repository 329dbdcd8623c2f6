package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class UncommittedIntakeTest {

  private static final TopicPartition FIRST = new TopicPartition("news.articles", 0);
  private static final TopicPartition SECOND = new TopicPartition("news.articles", 1);

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final UncommittedIntake intake = new UncommittedIntake(clock, Duration.ofSeconds(30));

  @Test
  void whatIsCommittedHasNoAge() {
    intake.look(List.of(task(FIRST, 7, -1)));
    clock.advance(Duration.ofSeconds(1));
    assertThat(intake.oldest()).isEqualTo(Duration.ofSeconds(1));

    intake.look(List.of(task(FIRST, 7, 8)));
    clock.advance(Duration.ofHours(1));
    intake.look(List.of(task(FIRST, 7, 8)));
    assertThat(intake.oldest()).isZero();
    assertThat(intake.cause()).isEmpty();
  }

  @Test
  void underTrafficOnlyWhatStandsGrowsOld() {
    for (int second = 0; second < 60; second++) {
      intake.look(List.of(task(FIRST, 100L * second, 100L * second - 50), task(SECOND, 5, 5)));
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(intake.oldest()).isEqualTo(Duration.ofSeconds(60));
    assertThat(intake.cause().orElse(""))
        .startsWith("Records of news.articles-1 were taken in 60 s ago and are not committed");
    intake.look(List.of(task(FIRST, 6_000, 5_950), task(SECOND, 5, 6)));
    assertThat(intake.oldest()).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void theOldestOfSeveralTakesCountsUntilItsOwnCommit() {
    intake.look(List.of(task(FIRST, 1, -1)));
    clock.advance(Duration.ofSeconds(10));
    intake.look(List.of(task(FIRST, 2, -1)));
    clock.advance(Duration.ofSeconds(10));
    assertThat(intake.oldest()).isEqualTo(Duration.ofSeconds(20));

    intake.look(List.of(task(FIRST, 2, 2)));
    assertThat(intake.oldest()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void aPartitionThatHasMovedAwayIsForgotten() {
    intake.look(List.of(task(FIRST, 1, -1)));
    clock.advance(Duration.ofMinutes(1));
    intake.look(List.of());

    assertThat(intake.oldest()).isZero();
  }

  @Test
  void aTaskThatHasStartedAfreshAndTakenNothingHasNoAge() {
    intake.look(List.of(task(FIRST, 1, -1)));
    clock.advance(Duration.ofMinutes(1));
    intake.look(List.of(task(FIRST, -1, -1)));

    assertThat(intake.oldest()).isZero();
  }

  private static TaskMetadata task(TopicPartition partition, long taken, long committed) {
    return new Task(partition, Map.of(partition, committed), Map.of(partition, taken));
  }

  private record Task(
      TopicPartition partition,
      Map<TopicPartition, Long> committedOffsets,
      Map<TopicPartition, Long> endOffsets)
      implements TaskMetadata {

    @Override
    public TaskId taskId() {
      return new TaskId(0, partition.partition());
    }

    @Override
    public Set<TopicPartition> topicPartitions() {
      return Set.of(partition);
    }

    @Override
    public Optional<Long> timeCurrentIdlingStarted() {
      return Optional.empty();
    }
  }
}
