package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.RecordingListener;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.classification.RejectionCause;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class ListenerPairTest {

  @Test
  void bothAreToldEverything() {
    RecordingListener first = new RecordingListener();
    RecordingListener second = new RecordingListener();
    BatchListener both = first.andThen(second);

    both.received();
    both.flushed(2, Duration.ofMillis(3));
    both.classified(
        new Outcome.Classified("1", "World", 0.5, "Peace", Bytes.wrap(new byte[0])),
        Duration.ofMillis(4));
    both.deadLettered(new Rejection(RejectionCause.EMPTY, "Why.", "articles", 0, 5));

    assertThat(first.lines())
        .containsExactly(
            "received",
            "flushed 2 after 3",
            "labelled 1 (Peace), 0.50 World, aged 4",
            "dead EMPTY at articles-0:5: Why.");
    assertThat(second.lines()).isEqualTo(first.lines());
  }
}
