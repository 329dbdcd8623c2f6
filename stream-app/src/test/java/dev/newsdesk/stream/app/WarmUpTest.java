package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.stream.TinyCheckpoint;
import dev.newsdesk.stream.config.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void aBatchThatIsOverInTimeIsNoObstacle() {
    // 20 s, less 5 s for the registry and 0.2 s for the commit; two partitions, and twice as slow.
    assertThatCode(() -> warmUp(Map.of()).requireRoom(Duration.ofMillis(3_700), "cpu"))
        .doesNotThrowAnyException();
  }

  @Test
  void aBatchThatOutlivesItsTransactionIsRefused() {
    assertThatThrownBy(() -> warmUp(Map.of()).requireRoom(Duration.ofMillis(3_701), "cpu"))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "A full batch of 256 articles takes about 3701 ms on cpu and a thread has 2 partitions,"
                + " too much for a transaction of 20000 ms: lower batch.size, or raise threads or"
                + " kafka.transaction.timeout.ms.");
  }

  @Test
  void aBatchOfTheLongestArticlesMustBeOverInTimeToo() {
    assertThatCode(() -> warmUp(Map.of()).requireRoomForLongest(Duration.ofMillis(14_800), "gpu0"))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> warmUp(Map.of()).requireRoomForLongest(Duration.ofMillis(14_801), "gpu0"))
        .isInstanceOf(StartupException.class)
        .hasMessage(
            "A full batch of 256 articles as long as the network reads takes about 14801 ms on"
                + " gpu0, too much for a transaction of 20000 ms: lower batch.size or"
                + " batch.max.bytes, or raise kafka.transaction.timeout.ms.");
  }

  @Test
  void theUsersTransactionTimeoutCounts() {
    for (String key : new String[] {"transaction.timeout.ms", "producer.transaction.timeout.ms"}) {
      assertThatCode(
              () ->
                  warmUp(Map.of("kafka." + key, "60000"))
                      .requireRoom(Duration.ofSeconds(10), "cpu"))
          .as(key)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void runsWithinTheTimeThatADefaultBatchHas() {
    TorchEngine.configure(1);
    try (TextClassifier classifier =
        TextClassifier.load(TinyCheckpoint.in(directory), TorchEngine.device("cpu"))) {
      assertThatCode(() -> warmUp(Map.of()).run(classifier, "cpu")).doesNotThrowAnyException();
    }
  }

  /** A gigabyte of one word takes a minute to read, in whatever batches it comes. */
  @Test
  void textsThatTakeLongToReadAreTimedToo() {
    TorchEngine.configure(1);
    Map<String, String> values = Map.of("batch.max.bytes", "1000000000", "batch.size", "1");
    try (TextClassifier classifier =
        TextClassifier.load(TinyCheckpoint.in(directory), TorchEngine.device("cpu"))) {
      assertThatThrownBy(() -> warmUp(values).run(classifier, "cpu"))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("as long as the network reads takes about");
    }
  }

  private static WarmUp warmUp(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("threads", "2");
    all.put("bootstrap.servers", "localhost:9092");
    all.put("schema.registry.url", "http://localhost:8081");
    return new WarmUp(new SettingsReader(Map.of()).read(all));
  }
}
