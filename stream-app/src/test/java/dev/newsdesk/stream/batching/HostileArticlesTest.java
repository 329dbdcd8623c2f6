package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.streams.errors.internals.ExceptionHandlerUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Articles whose writer's schema does what no honest one does: each is its own record's fault. */
class HostileArticlesTest {

  private final FakeRegistry registry = new FakeRegistry();
  private final Pipeline pipeline =
      new Pipeline(3, new DeadLetterLimit(1, 1_000), Map.of("schema.registry.url", registry.url()));

  @AfterEach
  void close() {
    pipeline.close();
    registry.close();
  }

  @Test
  void nestingBeyondTheBoundIsUndecodable() {
    int schema =
        registry.register(
            article(
                """
                {"name": "extra", "type": {"type": "record", "name": "Node", "fields": [
                  {"name": "next", "type": ["null", "Node"]}]}}"""));
    var nested = new ByteArrayOutputStream();
    for (int i = 0; i < 1_800; i++) {
      nested.write(2);
    }
    nested.write(0);
    assertUndecodable(record(schema, nested.toByteArray()), "nests deeper than 64 levels");
  }

  @Test
  void schemaThatAvroDoesNotParseIsUndecodable() {
    int schema =
        registry.register(
            article(
                """
                {"name": "extra", "type": {"type": "record", "name": "Article", "fields": []}}"""));
    assertUndecodable(record(schema, new byte[0]), "Avro cannot parse the schema");
  }

  @Test
  void timeOfUnknownUnitIsUndecodable() {
    int schema =
        registry.register(
            article(
                """
                {"name": "publishedAt", "type": {"type": "long", "logicalType": "time-micros"}}"""));
    assertUndecodable(record(schema, new byte[] {2}), "publishedAt");
  }

  @Test
  void timeInMicrosecondsLeavesAsTheSameTime() {
    int schema =
        registry.register(
            article(
                """
                {"name": "publishedAt",
                 "type": {"type": "long", "logicalType": "timestamp-micros"}}"""));
    // The zigzag of 1,700,000,000,000,000.
    byte[] micros = {
      (byte) 0x80, (byte) 0x80, (byte) 0xf2, (byte) 0x81, (byte) 0x83, (byte) 0x89, (byte) 0x85, 6
    };
    pipeline.send("x", record(schema, micros));
    pipeline.advance(Pipeline.LINGER.multipliedBy(2));

    assertThat(pipeline.labelled("World"))
        .singleElement()
        .satisfies(
            out ->
                assertThat(out.value().getArticle().getPublishedAt())
                    .isEqualTo(Instant.parse("2023-11-14T22:13:20Z")));
  }

  private void assertUndecodable(byte[] hostile, String reason) {
    pipeline.send("a", "World: a");
    pipeline.send("x", hostile);
    pipeline.send("b", "Sports: b");
    pipeline.advance(Pipeline.LINGER.multipliedBy(2));

    assertThat(pipeline.labelledIds("World")).containsExactly("a");
    assertThat(pipeline.labelledIds("Sports")).containsExactly("b");
    assertThat(pipeline.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value()).isEqualTo(hostile);
              assertThat(letter.headers().lastHeader("newsdesk.cause").value())
                  .asString()
                  .isEqualTo("UNDECODABLE");
              assertThat(
                      letter
                          .headers()
                          .lastHeader(ExceptionHandlerUtils.HEADER_ERRORS_EXCEPTION_MESSAGE_NAME)
                          .value())
                  .asString()
                  .contains(reason);
            });
  }

  private static String article(String extra) {
    return """
        {"type": "record", "name": "Article", "namespace": "dev.newsdesk", "fields": [
          %s, {"name": "id", "type": "string"}, {"name": "title", "type": "string"}]}"""
        .formatted(extra);
  }

  private static byte[] record(int schema, byte[] extra) {
    var out = new ByteArrayOutputStream();
    out.write(0);
    out.writeBytes(ByteBuffer.allocate(4).putInt(schema).array());
    out.writeBytes(extra);
    for (String text : new String[] {"x", "World: x"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.write(2 * bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }
}
