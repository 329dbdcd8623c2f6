package dev.newsdesk.stream.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.internal.PendingHeader;
import dev.newsdesk.schemas.AvroSerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSizeTest {

  /**
   * What Kafka's upper bound for a record and ours for a waiting article may exceed the truth by.
   */
  private static final int SLACK = 256;

  @Property(tries = 200)
  void countsWhatKafkaWrites(
      @ForAll @IntRange(max = 70_000) int keyBytes,
      @ForAll @IntRange(max = 70_000) int valueBytes,
      @ForAll @Size(max = 40) List<@StringLength(max = 200) String> headerKeys,
      @ForAll @IntRange(min = -1, max = 9_000) int headerBytes) {
    List<Header> headers = new ArrayList<>();
    for (String key : headerKeys) {
      // Kafka decodes UTF-8, which has no half of a character.
      String text = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      headers.add(new RecordHeader(text, headerBytes < 0 ? null : new byte[headerBytes]));
    }
    requireBounds(new byte[keyBytes], new byte[valueBytes], headers);
  }

  @Test
  void headersThatAreEmptyCountToo() {
    List<Header> headers = Collections.nCopies(525_000, new RecordHeader("", new byte[0]));
    requireBounds(null, new byte[300], headers);
    assertThat(RecordSize.bytes(article(null, new byte[300], headers))).isGreaterThan(1_050_000);
  }

  private static void requireBounds(byte @Nullable [] key, byte[] value, List<Header> headers) {
    int written = batch(key, value, headers);
    PendingArticle article = article(key, value, headers);
    assertThat(RecordSize.bytes(article)).isBetween((long) written, written + (long) SLACK);
    assertThat(RecordSize.bytes(key, value, new RecordHeaders(headers)))
        .isBetween((long) written, written + (long) SLACK);

    byte[] pending = AvroSerdes.pendingArticles().serializer().serialize("changelog", article);
    int changelog = batch(new byte[4], pending, List.of());
    assertThat(RecordSize.pendingBytes(article))
        .isBetween((long) changelog, changelog + (long) SLACK);
  }

  private static int batch(byte @Nullable [] key, byte[] value, List<Header> headers) {
    return MemoryRecords.withRecords(
            Compression.NONE,
            new SimpleRecord(Long.MAX_VALUE / 2, key, value, headers.toArray(Header[]::new)))
        .sizeInBytes();
  }

  private static PendingArticle article(byte @Nullable [] key, byte[] value, List<Header> headers) {
    return PendingArticle.newBuilder()
        .setKey(key == null ? null : ByteBuffer.wrap(key))
        .setValue(ByteBuffer.wrap(value))
        .setTimestamp(Long.MAX_VALUE)
        .setTopic("news.articles")
        .setPartition(Integer.MAX_VALUE)
        .setOffset(Long.MAX_VALUE)
        .setHeaders(
            headers.stream()
                .map(
                    header ->
                        new PendingHeader(
                            header.key(),
                            header.value() == null ? null : ByteBuffer.wrap(header.value())))
                .toList())
        .setArrivedAt(Instant.parse("2026-11-23T12:00:00Z"))
        .build();
  }
}
