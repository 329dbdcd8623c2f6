package dev.newsdesk.quickstart.hostile;

import dev.newsdesk.Article;
import dev.newsdesk.quickstart.hostile.Hostile.Expected;
import java.io.IOException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Says what must become of random bytes, by Avro's generic reader, which the app does not use. */
final class Oracle {

  private static final int PREFIX_BYTES = 5;

  private Oracle() {}

  /** Returns the outcome of an article that was written with an article's own schema. */
  static Expected expected(byte[] value) {
    GenericRecord article;
    try {
      article =
          new GenericDatumReader<GenericRecord>(
                  Article.getClassSchema(), Article.getClassSchema(), new GenericData())
              .read(
                  null,
                  DecoderFactory.get()
                      .binaryDecoder(value, PREFIX_BYTES, value.length - PREFIX_BYTES, null));
    } catch (IOException | RuntimeException e) {
      return new Expected.DeadLetter("UNDECODABLE");
    }
    String text = article.get("title") + " " + article.get("description");
    return text.codePoints().anyMatch(Character::isLetterOrDigit)
        ? new Expected.Classified(null)
        : new Expected.DeadLetter("EMPTY");
  }
}
