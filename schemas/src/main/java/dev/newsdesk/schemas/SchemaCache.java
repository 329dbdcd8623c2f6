package dev.newsdesk.schemas;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Schemas by id, in bounded memory. Thread-safe.
 *
 * <p>What an id leads to is kept in three tiers, each of which drops what is least recently used:
 * the fingerprint of its {@link LeanSchema} by id, so that ids of equal schemas share the rest; the
 * text by fingerprint, from which a schema is made anew without a request; and the compiled schema,
 * which takes some twenty times as much memory.
 */
final class SchemaCache {
  /** Over 200,000 ids. */
  private static final long ID_BYTES = 32L << 20;

  /** Over 100,000 schemas as large as an article's. */
  private static final long TEXT_BYTES = 64L << 20;

  /** Over 1,000 schemas as large as an article's. */
  private static final long COMPILED_CHARS = 1L << 20;

  private static final int ENTRY_BYTES = 150;

  private final Cache<Integer, Entry> ids;
  private final Cache<Fingerprint, String> texts;
  private final Cache<Fingerprint, WriterSchema> compiled;

  SchemaCache() {
    ids = bounded(ID_BYTES).weigher((Integer id, Entry entry) -> entry.bytes()).build();
    texts =
        bounded(TEXT_BYTES)
            .weigher((Fingerprint print, String text) -> ENTRY_BYTES + text.length())
            .build();
    compiled =
        bounded(COMPILED_CHARS)
            .weigher((Fingerprint print, WriterSchema schema) -> schema.chars())
            .build();
  }

  /** Guava divides the bound by the number of segments. */
  private static CacheBuilder<Object, Object> bounded(long weight) {
    return CacheBuilder.newBuilder().concurrencyLevel(1).maximumWeight(weight);
  }

  /** Returns what is known of an id. */
  Optional<Found> get(int id) {
    Entry entry = ids.getIfPresent(id);
    if (entry instanceof Broken broken) {
      return Optional.of(broken);
    }
    return entry instanceof Fingerprint print
        ? Optional.ofNullable(schema(print)).map(Usable::new)
        : Optional.empty();
  }

  private @Nullable WriterSchema schema(Fingerprint print) {
    WriterSchema schema = compiled.getIfPresent(print);
    if (schema != null) {
      return schema;
    }
    String text = texts.getIfPresent(print);
    if (text == null) {
      return null;
    }
    WriterSchema again = WriterSchema.parse(text);
    compiled.put(print, again);
    return again;
  }

  /**
   * Keeps a schema.
   *
   * @throws UnusableSchemaException when it is too large or too deep
   */
  Found put(int id, Schema schema) {
    String text = LeanSchema.of(schema);
    Fingerprint print = Fingerprint.of(text);
    WriterSchema known = compiled.getIfPresent(print);
    WriterSchema made = known == null ? WriterSchema.parse(text) : known;
    compiled.put(print, made);
    texts.put(print, text);
    ids.put(id, print);
    return new Usable(made);
  }

  /** Keeps that an id never leads to a schema. */
  Found put(int id, UnusableSchemaException failure) {
    Broken broken = new Broken(failure.sentence());
    ids.put(id, broken);
    return broken;
  }

  /** What an id leads to. */
  sealed interface Found {}

  record Usable(WriterSchema schema) implements Found {}

  private sealed interface Entry {
    /** Roughly what the entry retains. */
    int bytes();
  }

  record Broken(String sentence) implements Found, Entry {
    @Override
    public int bytes() {
      return ENTRY_BYTES + 2 * sentence.length();
    }
  }

  /** Half of a SHA-256: nobody can make two texts of one. */
  private record Fingerprint(long high, long low) implements Entry {

    static Fingerprint of(String text) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        return new Fingerprint(buffer.getLong(), buffer.getLong());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has SHA-256.", e);
      }
    }

    @Override
    public int bytes() {
      return ENTRY_BYTES;
    }
  }
}
