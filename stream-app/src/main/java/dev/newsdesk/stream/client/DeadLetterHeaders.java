package dev.newsdesk.stream.client;

import dev.newsdesk.stream.topics.DeadLetterHeader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads why a record became a dead letter and where it came from, as Kafka Streams names it. */
final class DeadLetterHeaders {

  private static final String UNKNOWN = "unknown";

  private DeadLetterHeaders() {}

  /** Returns the dead letter with this key and these headers; others than the app may write it. */
  static Arrival.DeadLetter read(@Nullable String key, Headers headers) {
    return new Arrival.DeadLetter(
        key,
        text(headers, DeadLetterHeader.CAUSE).orElse(UNKNOWN),
        text(headers, DeadLetterHeader.MESSAGE).orElse(UNKNOWN),
        origin(headers));
  }

  private static Arrival.@Nullable Origin origin(Headers headers) {
    Optional<String> topic = text(headers, DeadLetterHeader.TOPIC);
    Optional<String> partition = text(headers, DeadLetterHeader.PARTITION);
    Optional<String> offset = text(headers, DeadLetterHeader.OFFSET);
    try {
      return topic.isPresent() && partition.isPresent() && offset.isPresent()
          ? new Arrival.Origin(
              topic.get(), Integer.parseInt(partition.get()), Long.parseLong(offset.get()))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Optional<String> text(Headers headers, DeadLetterHeader name) {
    @Nullable Header header = headers.lastHeader(name.key());
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
