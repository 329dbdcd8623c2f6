package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.ArticleLabel;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.topics.TopicLimits;
import dev.newsdesk.stream.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.internals.ExceptionHandlerUtils;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One bad record harms nobody else: it goes to the dead letters as it came, with its origin. */
class PoisonTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final String REJECTED =
      "dev.newsdesk.stream.classification.ArticleRejectedException";
  private static final String NOT_AVRO = SerializationException.class.getName();

  static List<Poison> poisons() {
    return List.of(
        new Poison("not Avro", "UNDECODABLE", NOT_AVRO, pipeline -> text("plain text")),
        new Poison("unknown schema", "UNDECODABLE", NOT_AVRO, PoisonTest::withUnknownSchema),
        new Poison("truncated", "UNDECODABLE", NOT_AVRO, PoisonTest::truncated),
        new Poison("cut in the prefix", "UNDECODABLE", NOT_AVRO, pipeline -> new byte[3]),
        new Poison("empty value", "UNDECODABLE", NOT_AVRO, pipeline -> new byte[0]),
        new Poison("another schema's record", "UNDECODABLE", NOT_AVRO, PoisonTest::label),
        new Poison("tombstone", "EMPTY", REJECTED, pipeline -> null),
        new Poison("empty article", "EMPTY", REJECTED, pipeline -> article(pipeline, "")),
        new Poison(
            "blank article", "EMPTY", REJECTED, pipeline -> article(pipeline, " \t\n\u3000")),
        new Poison(
            "oversized",
            "OVERSIZED",
            REJECTED,
            pipeline -> article(pipeline, "x".repeat(Pipeline.MAX_BYTES))),
        new Poison(
            "oversized once labelled",
            "OVERSIZED",
            REJECTED,
            pipeline -> article(pipeline, "x".repeat(Pipeline.MAX_BYTES - 50))),
        new Poison(
            "failing in the network",
            "MODEL_FAILURE",
            "dev.newsdesk.classifier.prediction.PredictionException",
            pipeline -> article(pipeline, "World: poison")));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] article(Pipeline pipeline, String title) {
    return pipeline.bytes(Articles.article("p", title));
  }

  private static byte[] withUnknownSchema(Pipeline pipeline) {
    return ByteBuffer.wrap(article(pipeline, "World: x")).putInt(1, 987_654).array();
  }

  private static byte[] truncated(Pipeline pipeline) {
    byte[] bytes = article(pipeline, "World: x");
    return Arrays.copyOf(bytes, bytes.length - 4);
  }

  private static byte[] label(Pipeline pipeline) {
    try (var labels = AvroSerdes.serializer(ArticleLabel.class, pipeline.registry)) {
      return labels.serialize(
          "news.labels", ArticleLabel.newBuilder().setArticleId("a").setCategory("Sports").build());
    }
  }

  @ParameterizedTest
  @MethodSource("poisons")
  void isDeadLetteredAsItCameAndItsBatchMatesAreLabelled(Poison poison) {
    var headers = new RecordHeaders().add("trace", new byte[] {1}).add("none", null);
    try (var pipeline = new Pipeline(4)) {
      byte[] value = poison.value.apply(pipeline);
      pipeline.send("a", "World: a");
      pipeline.send("the key", value, headers, TIME);
      pipeline.send("b", "Sports: b");
      pipeline.send("c", "World: c");
      pipeline.advance(Pipeline.LINGER.multipliedBy(2));

      assertThat(pipeline.labelledIds("World")).containsExactly("a", "c");
      assertThat(pipeline.labelledIds("Sports")).containsExactly("b");
      TestRecord<byte[], byte[]> letter = onlyDeadLetter(pipeline);
      assertThat(letter.key()).asString().isEqualTo("the key");
      assertThat(letter.value()).isEqualTo(value);
      assertThat(letter.getRecordTime()).isEqualTo(TIME);
      assertThat(letter.headers().toArray()).startsWith(headers.toArray());
      assertThat(header(letter, "newsdesk.cause")).isEqualTo(poison.cause);
      assertThat(header(letter, ExceptionHandlerUtils.HEADER_ERRORS_EXCEPTION_NAME))
          .isEqualTo(poison.exception);
      assertThat(header(letter, ExceptionHandlerUtils.HEADER_ERRORS_EXCEPTION_MESSAGE_NAME))
          .matches("The .*[:;] [^.]*\\.");
      assertThat(header(letter, ExceptionHandlerUtils.HEADER_ERRORS_STACKTRACE_NAME))
          .startsWith(poison.exception)
          .contains("\tat ");
      assertThat(header(letter, ExceptionHandlerUtils.HEADER_ERRORS_TOPIC_NAME))
          .isEqualTo(Articles.TOPIC);
      assertThat(header(letter, ExceptionHandlerUtils.HEADER_ERRORS_PARTITION_NAME)).isEqualTo("0");
      assertThat(header(letter, ExceptionHandlerUtils.HEADER_ERRORS_OFFSET_NAME)).isEqualTo("1");
      assertThat(pipeline.driver.getKeyValueStore(NewsTopology.STORE).approximateNumEntries())
          .isZero();
    }
  }

  @Test
  void headerNamesAreAllOfKafkaStreamsOwnAndOneOfOurs() {
    try (var pipeline = new Pipeline(1)) {
      pipeline.send("a", new byte[] {1});
      assertThat(onlyDeadLetter(pipeline).headers().toArray())
          .extracting(Header::key)
          .containsExactlyInAnyOrder(
              "newsdesk.cause",
              ExceptionHandlerUtils.HEADER_ERRORS_EXCEPTION_NAME,
              ExceptionHandlerUtils.HEADER_ERRORS_EXCEPTION_MESSAGE_NAME,
              ExceptionHandlerUtils.HEADER_ERRORS_STACKTRACE_NAME,
              ExceptionHandlerUtils.HEADER_ERRORS_TOPIC_NAME,
              ExceptionHandlerUtils.HEADER_ERRORS_PARTITION_NAME,
              ExceptionHandlerUtils.HEADER_ERRORS_OFFSET_NAME);
    }
  }

  @Test
  void aRecordWithNeitherKeyNorValueIsDeadLetteredWithNeither() {
    try (var pipeline = new Pipeline(1)) {
      pipeline.send(null, (byte[]) null);
      TestRecord<byte[], byte[]> letter = onlyDeadLetter(pipeline);
      assertThat(letter.key()).isNull();
      assertThat(letter.value()).isNull();
    }
  }

  @Test
  void aTombstoneAndAnOversizedRecordTakeNoSlot() {
    try (var pipeline = new Pipeline(10)) {
      pipeline.send("a", (byte[]) null);
      pipeline.send("b", new byte[Pipeline.MAX_BYTES + 1]);
      assertThat(pipeline.deadLetters()).hasSize(2);
    }
  }

  @Test
  void whatIsTooLargeForTheDeadLettersIsPointedTo() {
    try (var pipeline = new Pipeline(10)) {
      pipeline.send("a", new byte[Topics.DEAD_LETTER_MAX_BYTES]);
      TestRecord<byte[], byte[]> letter = onlyDeadLetter(pipeline);
      assertThat(letter.key()).asString().isEqualTo("a");
      assertThat(letter.value()).isNull();
      assertThat(header(letter, "newsdesk.omitted")).startsWith("value and headers");
      assertThat(header(letter, "__streams.errors.offset")).isEqualTo("0");
    }
  }

  @Test
  void headersCountForTheSize() {
    try (var pipeline = new Pipeline(10)) {
      Headers headers = new RecordHeaders().add("large", new byte[Pipeline.MAX_BYTES]);
      pipeline.send("a", article(pipeline, "World: one"), headers, Instant.EPOCH);
      assertThat(header(onlyDeadLetter(pipeline), "newsdesk.cause")).isEqualTo("OVERSIZED");
    }
  }

  @ParameterizedTest
  @CsvSource({"4000000000000,false", "1000,true"})
  void aTimestampThatACategorysTopicRefusesIsDeadLetteredBeforeItWaits(long time, boolean past) {
    try (var pipeline = new Pipeline(10)) {
      pipeline.limits.publish(
          Map.of("news.category.sports", new TopicLimits(1_000_000, false, 86_400_000, 1, false)));
      pipeline.send(
          "a", article(pipeline, "World: one"), new RecordHeaders(), Instant.ofEpochMilli(time));
      TestRecord<byte[], byte[]> letter = onlyDeadLetter(pipeline);
      assertThat(header(letter, "newsdesk.cause")).isEqualTo("INVALID_TIMESTAMP");
      assertThat(header(letter, "__streams.errors.message"))
          .contains(
              past ? "in the past" : "in the future", "topic news.category.", Long.toString(time));
      // The dead letters' topic refuses the future alone.
      assertThat(letter.headers().lastHeader("newsdesk.timestamp") == null).isEqualTo(past);
    }
  }

  @Test
  void anIdThatIsKeyAndValueTogetherTooLargeIsDeadLettered() {
    try (var pipeline = new Pipeline(1)) {
      pipeline.limits.publish(
          Map.of("news.category.world", TopicLimits.withDefaults(2 * Pipeline.MAX_BYTES)));
      String id = "i".repeat(Pipeline.MAX_BYTES - 400);
      Headers headers = new RecordHeaders().add("h", new byte[600]);
      pipeline.send("k", pipeline.bytes(Articles.article("a", "World: short")), headers, TIME);
      assertThat(pipeline.labelledIds("World")).containsExactly("a");
      pipeline.send(
          null, pipeline.bytes(Articles.article(id, "World: x")), new RecordHeaders(), TIME);
      assertThat(pipeline.labelledIds("World")).containsExactly(id);
      pipeline.limits.publish(
          Map.of("news.category.world", TopicLimits.withDefaults(Pipeline.MAX_BYTES)));
      pipeline.send(
          null, pipeline.bytes(Articles.article(id, "World: x")), new RecordHeaders(), TIME);
      assertThat(header(onlyDeadLetter(pipeline), "newsdesk.cause")).isEqualTo("OVERSIZED");
    }
  }

  @Test
  void whatTheChangelogWouldRefuseIsDeadLettered() {
    try (var pipeline = new Pipeline(10)) {
      String app = pipeline.applicationId;
      pipeline.limits.publish(
          Map.of(app + "-pending-articles-changelog", TopicLimits.withDefaults(700)));
      pipeline.send("a", article(pipeline, "World: " + "x".repeat(800)));
      assertThat(header(onlyDeadLetter(pipeline), "newsdesk.cause")).isEqualTo("OVERSIZED");
      pipeline.send("a", article(pipeline, "World: " + "x".repeat(100)));
      assertThat(pipeline.deadLetters()).isEmpty();
    }
  }

  @Test
  void emptyHeadersCountForTheSize() {
    try (var pipeline = new Pipeline(10)) {
      Headers headers = new RecordHeaders();
      for (int i = 0; i < Pipeline.MAX_BYTES; i++) {
        headers.add("", new byte[0]);
      }
      pipeline.send("a", article(pipeline, "World: one"), headers, TIME);
      assertThat(header(onlyDeadLetter(pipeline), "newsdesk.cause")).isEqualTo("OVERSIZED");
    }
  }

  @Test
  void anArticleThatWaitedLeavesByTheLimitsOfNow() {
    try (var pipeline = new Pipeline(10)) {
      pipeline.send("a", article(pipeline, "World: one"), new RecordHeaders(), TIME);
      pipeline.limits.publish(
          Map.of("news.category.world", new TopicLimits(1_000_000, false, 1, 1, false)));
      pipeline.advance(Pipeline.LINGER.multipliedBy(2));
      assertThat(header(onlyDeadLetter(pipeline), "newsdesk.cause")).isEqualTo("INVALID_TIMESTAMP");
    }
  }

  @Test
  void aBatchThatFailsAltogetherIsDeadLetteredArticleByArticle() {
    try (var pipeline = new Pipeline(4)) {
      for (String id : List.of("a", "b", "c", "d")) {
        pipeline.send(id, "World: poison " + id);
      }
      assertThat(pipeline.deadLetters())
          .extracting(letter -> new String(letter.key(), StandardCharsets.UTF_8))
          .containsExactly("a", "b", "c", "d");
    }
  }

  private static TestRecord<byte[], byte[]> onlyDeadLetter(Pipeline pipeline) {
    List<TestRecord<byte[], byte[]>> letters = pipeline.deadLetters();
    assertThat(letters).hasSize(1);
    return letters.get(0);
  }

  private static String header(TestRecord<?, ?> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  /** A kind of bad record, and what its dead letter says. */
  private record Poison(
      String name, String cause, String exception, Function<Pipeline, byte @Nullable []> value) {

    @Override
    public String toString() {
      return name;
    }
  }
}
