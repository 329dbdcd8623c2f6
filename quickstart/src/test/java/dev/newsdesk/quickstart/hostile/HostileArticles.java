package dev.newsdesk.quickstart.hostile;

import dev.newsdesk.Article;
import dev.newsdesk.quickstart.hostile.Hostile.Expected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Random articles, good ones and every kind of bad one, under random schemas of their writers. */
final class HostileArticles {

  private static final Schema STRING = Schema.create(Schema.Type.STRING);
  private static final Schema NULL = Schema.create(Schema.Type.NULL);

  private static final List<String> TITLES =
      List.of("Oil prices rise", "Striker scores twice", "New chip ships", "Peace talks resume");
  private static final List<String> WORDLESS = List.of("", " \t", "\u00a0", "\u200b", "...", "?!");

  /** Avro cannot parse it, and the registry takes it. */
  private static final String NAME_TWICE =
      "{'type':'record','name':'Article','namespace':'dev.newsdesk','fields':["
          + "{'name':'id','type':'string'},{'name':'title','type':'string'},"
          + "{'name':'again','type':{'type':'record','name':'Article','fields':["
          + "{'name':'number','type':'int'}]}}]}";

  private final Random random;
  private final String topic;
  private final int partitions;
  private final RandomSchemas schemas;
  private final RandomValues values;
  private final long now;
  private final List<WriterSchema> evolved = new ArrayList<>();
  private final int plainId;
  private final int deepId;
  private final int hollowId;
  private final int foreignId;
  private final int brokenId;

  /**
   * Registers some schemas of each kind.
   *
   * @param count how many of those that evolved from an article's
   * @param partitions of the topic
   */
  HostileArticles(
      Random random, Registrations registrations, int count, String topic, int partitions) {
    this.random = random;
    this.topic = topic;
    this.partitions = partitions;
    this.schemas = new RandomSchemas(random);
    this.values = new RandomValues(random);
    this.now = System.currentTimeMillis();
    plainId = registrations.register(Article.getClassSchema().toString());
    deepId = registrations.register(withRecursion().toString());
    hollowId = registrations.register(withNothings().toString());
    foreignId =
        registrations.register(
            "{'type':'record','name':'Article','namespace':'dev.newsdesk','fields':["
                    .replace('\'', '"')
                + "{\"name\":\"number\",\"type\":\"long\"}]}");
    brokenId = registrations.register(NAME_TWICE.replace('\'', '"'));
    for (int i = 0; i < count; i++) {
      evolved.add(
          WriterSchema.register(registrations, schemas.evolved("Article", articleFields())));
    }
  }

  private List<Field> articleFields() {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("id", text(), null, null));
    fields.add(new Field("title", text(), null, null));
    if (random.nextBoolean()) {
      fields.add(new Field("description", text(), null, null));
    }
    if (random.nextBoolean()) {
      fields.add(
          new Field("source", Schema.createUnion(NULL, STRING), null, JsonProperties.NULL_VALUE));
    }
    if (random.nextInt(3) > 0) {
      Schema time = Dates.schema(random);
      fields.add(
          new Field(
              "publishedAt",
              random.nextBoolean() ? time : Schema.createUnion(NULL, time),
              null,
              null));
    }
    return fields;
  }

  /** Avro reads bytes as a string, too. */
  private Schema text() {
    return random.nextInt(8) == 0 ? Schema.create(Schema.Type.BYTES) : STRING;
  }

  private static Schema withRecursion() {
    Schema node = Schema.createRecord("Node", null, "other", false);
    node.setFields(List.of(new Field("next", Schema.createUnion(NULL, node), null, null)));
    return Schema.createRecord(
        "Article",
        null,
        "dev.newsdesk",
        false,
        List.of(
            new Field("id", STRING, null, null),
            new Field("title", STRING, null, null),
            new Field("node", Schema.createUnion(NULL, node), null, null)));
  }

  private static Schema withNothings() {
    return Schema.createRecord(
        "Article",
        null,
        "dev.newsdesk",
        false,
        List.of(
            new Field("id", STRING, null, null),
            new Field("title", STRING, null, null),
            new Field("nothings", Schema.createArray(NULL), null, null)));
  }

  /** Returns a good article, of this id. */
  Hostile good(String id) {
    WriterSchema writer = evolved.get(random.nextInt(evolved.size()));
    Schema schema = writer.schema();
    Map<String, @Nullable Object> known = new HashMap<>();
    known.put("id", Dates.text(schema.getField("id").schema(), id));
    known.put("title", Dates.text(schema.getField("title").schema(), title()));
    Field description = schema.getField("description");
    if (description != null) {
      known.put(
          "description", Dates.text(description.schema(), "Word ".repeat(random.nextInt(99))));
    }
    Field date = schema.getField("publishedAt");
    Long publishedAt = null;
    if (date != null) {
      publishedAt = now - random.nextInt(1_000_000_000);
      known.put("publishedAt", Dates.value(date.schema(), publishedAt));
    }
    return hostile(
        "good, schema " + writer.id(),
        key(id),
        values.bytes(writer, known),
        headers(),
        past(),
        new Expected.Classified(publishedAt));
  }

  /** Returns a bad one, of this id where it has one. */
  Hostile bad(String id) {
    return switch (random.nextInt(16)) {
      case 0 -> undecodable("no value in the wire format", id, notAvro());
      case 1 -> undecodable("truncated", id, truncated(id));
      case 2 -> undecodable("deep", id, deep(id, 3_000 + random.nextInt(3_000)));
      case 3 -> undecodable("length beyond the end", id, lengthBeyondTheEnd(id));
      case 4 -> undecodable("endless nothings", id, nothings(id, Integer.MAX_VALUE));
      case 5 -> undecodable("foreign schema", id, concat(foreignId, plain(id, title())));
      case 6 ->
          undecodable("schema that cannot be parsed", id, concat(brokenId, plain(id, title())));
      case 7 -> undecodable("negative count", id, nothings(id, Long.MIN_VALUE));
      case 8 -> dead("no value", "EMPTY", id, null, headers(), past());
      case 9, 10 ->
          dead(
              "no words",
              "EMPTY",
              id,
              concat(plainId, plain(id, WORDLESS.get(random.nextInt(WORDLESS.size())))),
              headers(),
              past());
      case 11 -> oversized(id);
      case 12 ->
          dead(
              "from the future",
              "INVALID_TIMESTAMP",
              id,
              concat(plainId, plain(id, title())),
              headers(),
              now + Duration.ofHours(2 + random.nextInt(1_000_000)).toMillis());
      case 13 -> undecodable("empty value", id, new byte[random.nextInt(5)]);
      case 14 -> undecodable("another magic byte", id, otherMagic(id));
      default -> undecodable("index of no branch", id, noBranch(id));
    };
  }

  /** Returns what is good or bad by chance: an oracle says which. */
  Hostile mutated(String id) {
    byte[] value = concat(plainId, plain(id, title()));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt(256);
    }
    return hostile("mutated", key(id), value, headers(), past(), Oracle.expected(value));
  }

  private Hostile oversized(String id) {
    return switch (random.nextInt(20)) {
      case 0 -> {
        RecordHeaders bomb = new RecordHeaders();
        for (int i = 0; i < 525_000; i++) {
          bomb.add("", null);
        }
        yield dead(
            "empty headers", "OVERSIZED", id, concat(plainId, plain(id, title())), bomb, now);
      }
      case 1 -> {
        byte[] longKey = new byte[700_000];
        Arrays.fill(longKey, (byte) 'k');
        yield hostile(
            "long key",
            longKey,
            concat(plainId, plain(id, title())),
            headers(),
            now,
            new Expected.DeadLetter("OVERSIZED"));
      }
      default ->
          dead(
              "long text",
              "OVERSIZED",
              id,
              concat(plainId, plain(id, "x ".repeat(300_000))),
              headers(),
              past());
    };
  }

  private Hostile undecodable(String kind, String id, byte[] value) {
    return dead(kind, "UNDECODABLE", id, value, headers(), past());
  }

  private Hostile dead(
      String kind,
      String cause,
      String id,
      byte @Nullable [] value,
      Headers headers,
      long timestamp) {
    return hostile(kind, key(id), value, headers, timestamp, new Expected.DeadLetter(cause));
  }

  private Hostile hostile(
      String kind,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      long timestamp,
      Expected expected) {
    int partition = random.nextInt(partitions);
    return new Hostile(
        kind, new ProducerRecord<>(topic, partition, timestamp, key, value, headers), expected);
  }

  private String title() {
    return TITLES.get(random.nextInt(TITLES.size())) + " " + random.nextInt(1_000);
  }

  private byte @Nullable [] key(String id) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> bytes(random.nextInt(300));
      case 2 -> new byte[0];
      default -> id.getBytes(StandardCharsets.UTF_8);
    };
  }

  private Headers headers() {
    RecordHeaders headers = new RecordHeaders();
    for (int i = random.nextInt(6); i > 0; i--) {
      headers.add(
          random.nextInt(4) == 0 ? "" : "header" + i,
          random.nextInt(3) == 0 ? null : bytes(random.nextInt(40)));
    }
    return headers;
  }

  private long past() {
    return switch (random.nextInt(10)) {
      case 0 -> now - random.nextInt(400_000_000);
      case 1 -> now + random.nextInt(1_000_000);
      default -> now;
    };
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] notAvro() {
    byte[] bytes = bytes(5 + random.nextInt(200));
    bytes[0] = (byte) (1 + random.nextInt(255));
    return bytes;
  }

  private byte[] otherMagic(String id) {
    byte[] bytes = concat(plainId, plain(id, title()));
    bytes[0] = 1;
    return bytes;
  }

  private byte[] truncated(String id) {
    byte[] bytes = concat(plainId, plain(id, title()));
    return Arrays.copyOf(bytes, 5 + random.nextInt(bytes.length - 5));
  }

  private byte[] deep(String id, int depth) {
    return concat(
        deepId,
        encoded(
            encoder -> {
              encoder.writeString(id);
              encoder.writeString("Oil prices rise");
              for (int i = 0; i < depth; i++) {
                encoder.writeIndex(1);
              }
              encoder.writeIndex(0);
            }));
  }

  private byte[] noBranch(String id) {
    return concat(
        deepId,
        encoded(
            encoder -> {
              encoder.writeString(id);
              encoder.writeString("Oil prices rise");
              encoder.writeIndex(random.nextBoolean() ? 2 : -1);
            }));
  }

  private byte[] nothings(String id, long count) {
    return concat(
        hollowId,
        encoded(
            encoder -> {
              encoder.writeString(id);
              encoder.writeString("Oil prices rise");
              encoder.writeLong(count);
            }));
  }

  private byte[] lengthBeyondTheEnd(String id) {
    return concat(
        plainId,
        encoded(
            encoder -> {
              encoder.writeString(id);
              encoder.writeLong(100 + random.nextInt(99_000_000));
            }));
  }

  private static byte[] plain(String id, String title) {
    return encoded(
        encoder -> {
          encoder.writeString(id);
          encoder.writeString(title);
          encoder.writeString("");
          encoder.writeIndex(0);
          encoder.writeIndex(0);
          encoder.writeIndex(0);
        });
  }

  private static byte[] concat(int schemaId, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(RandomValues.prefix(schemaId));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static byte[] encoded(Encoding encoding) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      encoding.write(encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private interface Encoding {

    void write(BinaryEncoder encoder) throws IOException;
  }
}
