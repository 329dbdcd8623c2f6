package dev.newsdesk.stream.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads why a record became a dead letter and where it came from, as Kafka Streams names it. */
final class DeadLetterHeaders {

  private static final String PREFIX = "__streams.errors.";
  private static final String UNKNOWN = "unknown";

  private DeadLetterHeaders() {}

  /** Returns the dead letter with this key and these headers; others than the app may write it. */
  static Arrival.DeadLetter read(@Nullable String key, Headers headers) {
    return new Arrival.DeadLetter(
        key,
        text(headers, "newsdesk.cause").orElse(UNKNOWN),
        text(headers, PREFIX + "message").orElse(UNKNOWN),
        origin(headers));
  }

  private static Arrival.@Nullable Origin origin(Headers headers) {
    Optional<String> topic = text(headers, PREFIX + "topic");
    Optional<String> partition = text(headers, PREFIX + "partition");
    Optional<String> offset = text(headers, PREFIX + "offset");
    try {
      return topic.isPresent() && partition.isPresent() && offset.isPresent()
          ? new Arrival.Origin(
              topic.get(), Integer.parseInt(partition.get()), Long.parseLong(offset.get()))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Optional<String> text(Headers headers, String name) {
    @Nullable Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
