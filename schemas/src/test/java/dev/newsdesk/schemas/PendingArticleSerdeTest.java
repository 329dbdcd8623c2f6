package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.internal.PendingHeader;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PendingArticleSerdeTest {
  private static final String STORE_TOPIC = "newsdesk-pending-changelog";

  private final Serde<PendingArticle> serde = AvroSerdes.pendingArticles();

  static List<Path> releases() {
    return SchemaFiles.releases();
  }

  @Test
  void whatIsWrittenIsReadBytesAndHeadersAsTheyCame() {
    var article = pending(ByteBuffer.wrap(new byte[] {0, -1, 127}));
    assertThat(readBack(article)).isEqualTo(article);
    assertThat(article.getValue().remaining()).as("the value is not consumed").isEqualTo(3);
  }

  @Test
  void missingKeyAndValueStayMissing() {
    var article = pending(null);
    assertThat(readBack(article)).isEqualTo(article);
    assertThat(readBack(article).getKey()).isNull();
  }

  @Test
  void anEmptySlotStaysNull() {
    assertThat(serde.serializer().serialize(STORE_TOPIC, null)).isNull();
    assertThat(serde.deserializer().deserialize(STORE_TOPIC, (byte[]) null)).isNull();
  }

  @Test
  void theBytesBeginWithAvrosMarker() {
    var bytes = serde.serializer().serialize(STORE_TOPIC, pending(null));
    assertThat(Arrays.copyOf(bytes, 2)).containsExactly(0xC3, 0x01);
  }

  @Test
  void bytesCutAnywhereAreRefused() {
    var bytes = serde.serializer().serialize(STORE_TOPIC, pending(null));
    for (int length = 0; length < bytes.length; length++) {
      var cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> serde.deserializer().deserialize(STORE_TOPIC, cut))
          .isInstanceOf(SerializationException.class)
          .satisfies(e -> assertThat(RegistryErrors.isTransient(e)).isFalse());
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void whatAReleaseLeftInTheStoreIsRead(Path release) throws Exception {
    var schema = SchemaFiles.recordsIn(release).get("dev.newsdesk.internal.PendingArticle");
    var left =
        new GenericRecordBuilder(schema)
            .set("timestamp", 1L)
            .set("topic", "news.articles")
            .set("partition", 2)
            .set("offset", 3L)
            .set("headers", List.of())
            .set("arrivedAt", 4L)
            .build();
    var bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(left).array();
    assertThat(serde.deserializer().deserialize(STORE_TOPIC, bytes).getOffset()).isEqualTo(3L);
  }

  private PendingArticle readBack(PendingArticle article) {
    var bytes = serde.serializer().serialize(STORE_TOPIC, article);
    return serde.deserializer().deserialize(STORE_TOPIC, bytes);
  }

  private static PendingArticle pending(@Nullable ByteBuffer bytes) {
    return PendingArticle.newBuilder()
        .setKey(bytes)
        .setValue(bytes)
        .setTimestamp(1_700_000_000_000L)
        .setTopic("news.articles")
        .setPartition(3)
        .setOffset(42L)
        .setHeaders(List.of(new PendingHeader("trace", bytes), new PendingHeader("trace", null)))
        .setArrivedAt(Samples.NOON)
        .build();
  }
}
