package dev.newsdesk.schemas;

import dev.newsdesk.Article;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/** Records of programs that use schemas of their own. */
final class Foreign {
  private Foreign() {}

  /** An article's schema with a field of another type before its own. */
  static Schema articleWith(Schema extra) {
    return SchemaBuilder.record("Article")
        .namespace("dev.newsdesk")
        .fields()
        .name("extra")
        .type(extra)
        .noDefault()
        .requiredString("id")
        .requiredString("title")
        .endRecord();
  }

  static Schema parsed(String text) {
    return SchemaText.parse(List.of(text));
  }

  /** Bytes in Confluent's wire format. */
  static byte[] bytes(Writing writing) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 0, 7});
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      writing.to(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Decodes as the shared connection does. */
  static <T extends SpecificRecord> T decode(Schema writer, Class<T> type, byte[] data) {
    return compiled(writer).decoder(type).decode(data);
  }

  static Article article(Schema writer, Writing writing) {
    return decode(writer, Article.class, bytes(writing));
  }

  static WriterSchema compiled(Schema writer) {
    return WriterSchema.parse(LeanSchema.of(writer));
  }

  /** Writes what no honest encoder does. */
  interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }
}
