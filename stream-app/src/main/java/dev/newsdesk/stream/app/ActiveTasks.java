package dev.newsdesk.stream.app;

import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;

/**
 * The active tasks of this instance, as its threads last said; none while it neither runs nor
 * rebalances.
 */
record ActiveTasks(KafkaStreams streams) implements Supplier<List<TaskMetadata>> {

  @Override
  public List<TaskMetadata> get() {
    if (!streams.state().isRunningOrRebalancing()) {
      return List.of();
    }
    try {
      return streams.metadataForLocalThreads().stream()
          .flatMap(thread -> thread.activeTasks().stream())
          .toList();
    } catch (IllegalStateException e) {
      // It has stopped since.
      return List.of();
    }
  }
}
