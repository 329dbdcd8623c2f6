package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.stream.secrets.HiddenValues;
import dev.newsdesk.stream.topics.Topics;
import java.nio.file.Path;
import java.util.Map;

/**
 * An app that is measured. Everything else is as the app's defaults say.
 *
 * @param name of its consumer group and what its topics begin with
 * @param checkpoint folder of what it serves
 * @param partitions of each topic
 * @param threads stream threads
 * @param others settings by key that this run is about
 */
public record AppSettings(
    String name, Path checkpoint, int partitions, int threads, Map<String, String> others) {

  /** Copies the collection. */
  public AppSettings {
    others = HiddenValues.copyOf(others);
  }

  /** Returns the names of its topics. */
  public Topics topics() {
    return new Topics(name);
  }

  /** Returns the least number of partitions, but four, of which every thread has as many. */
  public static int evenPartitions(int threads) {
    int each = Math.max(1, (4 + threads - 1) / threads);
    return threads * each;
  }
}
