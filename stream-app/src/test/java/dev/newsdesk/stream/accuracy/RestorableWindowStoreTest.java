package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorableWindowStoreTest {

  private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);
  private static final Bytes KEY = Bytes.wrap(new byte[] {1});
  private static final long WINDOW = Duration.ofHours(1).toMillis();

  @TempDir private Path folder = Path.of("");

  @Test
  void aStoreThatHoldsNothingMayBeRestoredFromTheBeginning() {
    StateStore store = open();
    assertThat(store.committedOffset(CHANGELOG)).isEqualTo(-4);
    store.close();
  }

  @Test
  void whatWasNotCommittedHasNoOffset() {
    WindowStore<Bytes, byte[]> store = open();
    store.put(KEY, new byte[] {2}, WINDOW);
    assertThat(store.committedOffset(CHANGELOG)).isNull();
    store.close();
  }

  @Test
  void theCommittedOffsetIsKept() {
    WindowStore<Bytes, byte[]> store = open();
    store.put(KEY, new byte[] {2}, WINDOW);
    store.commit(Map.of(CHANGELOG, 7L));
    store.close();

    WindowStore<Bytes, byte[]> reopened = open();
    assertThat(reopened.committedOffset(CHANGELOG)).isEqualTo(7);
    assertThat(reopened.fetch(KEY, WINDOW)).containsExactly(2);
    reopened.close();
  }

  private WindowStore<Bytes, byte[]> open() {
    Duration window = Duration.ofMillis(WINDOW);
    WindowStore<Bytes, byte[]> store =
        RestorableWindowStore.supplier(
                Stores.persistentWindowStore("windows", window.multipliedBy(3), window, false))
            .get();
    MockProcessorContext<?, ?> context =
        new MockProcessorContext<>(new Properties(), new TaskId(0, 0), folder.toFile());
    store.init(context.getStateStoreContext(), store);
    return store;
  }
}
