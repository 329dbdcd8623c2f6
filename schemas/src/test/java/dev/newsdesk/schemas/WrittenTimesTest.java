package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.ClassifiedArticle;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTimesTest {
  private static final String NOON = "2026-11-23T12:00:00.123Z";

  @ParameterizedTest
  @CsvSource({
    "'\"long\"', 1795435200123, " + NOON,
    "'{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}', 1795435200123, " + NOON,
    "'{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}', 1795435200123456, " + NOON,
    "'{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}', 1795435200123456789, " + NOON,
    "'{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}', 1795435200123, " + NOON,
    "'{\"type\":\"long\",\"logicalType\":\"local-timestamp-micros\"}', 1795435200123456, " + NOON,
    "'{\"type\":\"long\",\"logicalType\":\"local-timestamp-nanos\"}', 1795435200123456789, " + NOON,
    "'{\"type\":\"long\",\"connect.name\":\"io.debezium.time.MicroTimestamp\"}', 1795435200123456, "
        + NOON,
    "'{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}', -1, 1969-12-31T23:59:59.999Z",
    "'{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}', -9223372036854775808, "
        + "1677-09-21T00:12:43.145Z",
    "'{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}', 9223372036854775807, "
        + "+294247-01-10T04:00:54.775Z"
  })
  void timeIsConvertedByTheWritersType(String type, long written, String read) {
    assertThat(published(type, written)).isEqualTo(Instant.parse(read));
    assertThat(published("[\"null\", " + type + "]", written)).isEqualTo(Instant.parse(read));
  }

  @Test
  void aDateIsItsBeginning() {
    Schema writer = writer("{\"type\":\"int\",\"logicalType\":\"date\"}");
    Article article =
        Foreign.article(
            writer,
            to -> {
              to.writeString("a-1");
              to.writeString("News");
              to.writeInt(-1);
            });
    assertThat(article.getPublishedAt()).isEqualTo(Instant.parse("1969-12-31T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"long\",\"logicalType\":\"time-micros\"}",
        "{\"type\":\"long\",\"logicalType\":\"timestamp-seconds\"}",
        "{\"type\":\"long\",\"logicalType\":7}",
        "{\"type\":\"long\",\"connect.name\":\"io.debezium.time.MicroTime\"}"
      })
  void whatIsNoPointInTimeIsRefused(String type) {
    assertThatThrownBy(() -> published(type, 1))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith(
            "The field publishedAt was not written as a point in time that Newsdesk knows");
  }

  @Test
  void whatCannotBeToldApartIsRefusedWhereItIsThere() {
    String type = "[\"null\", \"int\", {\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}]";
    Schema writer = writer(type);
    assertThatThrownBy(() -> Foreign.article(writer, to -> article(to, 2, 1)))
        .isInstanceOf(SerializationException.class);
    Article without =
        Foreign.article(
            writer,
            to -> {
              to.writeString("a-1");
              to.writeString("News");
              to.writeIndex(0);
            });
    assertThat(without.getPublishedAt()).isNull();
  }

  @Test
  void decimalIsNoTime() {
    String decimal =
        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":20,\"scale\":0}";
    assertThatThrownBy(() -> published(decimal, 0)).isInstanceOf(SerializationException.class);
  }

  @Test
  void timesOfLabelsAndOfClassifiedArticlesAreConvertedToo() {
    Schema label = Foreign.parsed(micros(ArticleLabel.getClassSchema().toString()));
    byte[] bytes =
        Foreign.bytes(
            to -> {
              to.writeString("a-1");
              to.writeString("Sports");
              to.writeIndex(1);
              to.writeLong(1_795_435_200_123_456L);
            });
    assertThat(Foreign.decode(label, ArticleLabel.class, bytes).getLabelledAt())
        .isEqualTo(Instant.parse(NOON));

    Schema classified = Foreign.parsed(micros(ClassifiedArticle.getClassSchema().toString()));
    byte[] nested =
        Foreign.bytes(
            to -> {
              to.writeString("a-1");
              to.writeString("News");
              to.writeString("");
              to.writeIndex(0);
              to.writeIndex(0);
              to.writeIndex(1);
              to.writeLong(1_795_435_200_123_456L);
              to.writeString("Sports");
              to.writeDouble(1);
              to.writeLong(0);
              to.writeString("v1");
              to.writeLong(1_795_435_200_123_456L);
            });
    ClassifiedArticle read = Foreign.decode(classified, ClassifiedArticle.class, nested);
    assertThat(read.getClassifiedAt()).isEqualTo(Instant.parse(NOON));
    assertThat(read.getArticle().getPublishedAt()).isEqualTo(Instant.parse(NOON));
  }

  private static String micros(String schema) {
    return schema.replace("timestamp-millis", "timestamp-micros");
  }

  private static Instant published(String type, long written) {
    boolean union = type.startsWith("[");
    return Foreign.article(writer(type), to -> article(to, union ? 1 : -1, written))
        .getPublishedAt();
  }

  private static void article(org.apache.avro.io.BinaryEncoder to, int branch, long written)
      throws java.io.IOException {
    to.writeString("a-1");
    to.writeString("News");
    if (branch >= 0) {
      to.writeIndex(branch);
    }
    to.writeLong(written);
  }

  private static Schema writer(String type) {
    return Foreign.parsed(
        """
        {"type": "record", "name": "Article", "namespace": "dev.newsdesk", "fields": [
          {"name": "id", "type": "string"}, {"name": "title", "type": "string"},
          {"name": "publishedAt", "type": %s}]}"""
            .formatted(type));
  }
}
