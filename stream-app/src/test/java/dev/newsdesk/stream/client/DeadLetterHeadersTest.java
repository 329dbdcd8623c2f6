package dev.newsdesk.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {

  private static final Map<String, String> ORIGIN =
      Map.of(
          "__streams.errors.topic", "news.articles",
          "__streams.errors.partition", "2",
          "__streams.errors.offset", "345");

  private final RecordHeaders headers = new RecordHeaders();

  @Test
  void causeMessageAndOriginAreRead() {
    add(ORIGIN);
    add(Map.of("newsdesk.cause", "EMPTY", "__streams.errors.message", "It is empty."));
    assertThat(DeadLetterHeaders.read("a", headers))
        .isEqualTo(
            new Arrival.DeadLetter(
                "a", "EMPTY", "It is empty.", new Arrival.Origin("news.articles", 2, 345)));
  }

  @Test
  void aDeadLetterOfAnotherWriterIsShownAllTheSame() {
    assertThat(DeadLetterHeaders.read(null, headers))
        .isEqualTo(new Arrival.DeadLetter(null, "unknown", "unknown", null));
    add(ORIGIN);
    add(Map.of("__streams.errors.offset", "many"));
    headers.add("newsdesk.cause", null);
    assertThat(DeadLetterHeaders.read(null, headers))
        .isEqualTo(new Arrival.DeadLetter(null, "unknown", "unknown", null));
  }

  private void add(Map<String, String> texts) {
    texts.forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
  }
}
