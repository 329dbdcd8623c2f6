package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.errors.SerializationException;

/** Records of random writers: sound ones are read, and damaged ones fail as a bad record does. */
class RandomRecordsTest {

  private static final int DAMAGED = 30;

  @Property(tries = 100)
  void whateverAWriterAddsItsArticleIsRead(@ForAll long seed) {
    Random random = new Random(seed);
    Schema writer = Foreign.articleWith(new Schemas(random).type(0));

    Article article = Foreign.decode(writer, Article.class, sound(writer, random));

    assertThat(article.getId()).isEqualTo("a-1");
    assertThat(article.getTitle()).isEqualTo("News");
  }

  @Property(tries = 100)
  void damagedBytesAreABadRecord(@ForAll long seed) {
    Random random = new Random(seed);
    Schema writer = Foreign.articleWith(new Schemas(random).type(0));
    byte[] sound = sound(writer, random);
    var decoder = Foreign.compiled(writer).decoder(Article.class);
    for (int i = 0; i < DAMAGED; i++) {
      byte[] bytes = damaged(sound, random);
      try {
        assertThat(decoder.decode(bytes).getId()).isNotNull();
      } catch (SerializationException e) {
        assertThat(e).hasMessageStartingWith("The record cannot be decoded: ");
      }
    }
  }

  private static byte[] sound(Schema writer, Random random) {
    GenericData.Record record = new GenericData.Record(writer);
    record.put("extra", randomValue(writer.getField("extra").schema(), random));
    record.put("id", "a-1");
    record.put("title", "News");
    return Foreign.bytes(to -> new GenericDatumWriter<>(writer).write(record, to));
  }

  private static Object randomValue(Schema schema, Random random) {
    return new RandomData(schema, 1, random.nextLong()).iterator().next();
  }

  /** Returns a copy with bytes behind the schema's id changed, left out, put in or cut off. */
  private static byte[] damaged(byte[] sound, Random random) {
    List<Byte> bytes = new ArrayList<>();
    for (byte one : sound) {
      bytes.add(one);
    }
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.size() > WireFormat.PREFIX_BYTES + 1; i++) {
      int at = WireFormat.PREFIX_BYTES + random.nextInt(bytes.size() - WireFormat.PREFIX_BYTES);
      switch (random.nextInt(5)) {
        case 0 -> bytes.set(at, (byte) random.nextInt());
        // Small numbers are branches and counts: this nests deep.
        case 3 -> bytes.addAll(at, Collections.nCopies(20_000, (byte) random.nextInt(5)));
        case 1 -> bytes.remove(at);
        case 2 -> bytes.add(at, (byte) random.nextInt());
        default -> bytes.subList(at, bytes.size()).clear();
      }
    }
    byte[] copy = new byte[bytes.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = bytes.get(i);
    }
    return copy;
  }

  /** Random types: nested, recursive, with logical types, aliases and defaults. */
  private static final class Schemas {

    private static final int DEEPEST = 4;

    private final Random random;
    private int names;

    Schemas(Random random) {
      this.random = random;
    }

    Schema type(int depth) {
      return switch (random.nextInt(depth < DEEPEST ? 8 : 4)) {
        case 0 -> Schema.create(primitive());
        case 1 -> Schema.createEnum(name("E"), null, null, List.of("A", "B", "C"));
        case 2 -> Schema.createFixed(name("F"), null, null, random.nextInt(20));
        case 3 ->
            Foreign.parsed(
                "{\"type\": \"long\", \"logicalType\": \"timestamp-%s\"}"
                    .formatted(random.nextBoolean() ? "micros" : "nanos"));
        case 4 -> Schema.createArray(type(depth + 1));
        case 5 -> Schema.createMap(type(depth + 1));
        case 6 -> list(depth);
        default -> record(depth);
      };
    }

    private Schema.Type primitive() {
      Schema.Type[] types = {
        Schema.Type.NULL,
        Schema.Type.BOOLEAN,
        Schema.Type.INT,
        Schema.Type.LONG,
        Schema.Type.FLOAT,
        Schema.Type.DOUBLE,
        Schema.Type.STRING,
        Schema.Type.BYTES
      };
      return types[random.nextInt(types.length)];
    }

    private Schema record(int depth) {
      List<Schema.Field> fields = new ArrayList<>();
      int count = random.nextInt(5);
      for (int i = 0; i < count; i++) {
        Schema.Field field =
            random.nextBoolean()
                ? new Schema.Field("f" + i, type(depth + 1))
                : new Schema.Field("f" + i, Schema.create(Schema.Type.STRING), null, "default");
        field.addAlias(random.nextBoolean() ? "title" : "id");
        fields.add(field);
      }
      return Schema.createRecord(name("R"), null, null, false, fields);
    }

    /** A record that may contain one of its own type. */
    private Schema list(int depth) {
      Schema list = Schema.createRecord(name("L"), null, null, false);
      list.setFields(
          Arrays.asList(
              new Schema.Field("value", type(depth + 1)),
              new Schema.Field("next", Schema.createUnion(Schema.create(Schema.Type.NULL), list))));
      return list;
    }

    private String name(String prefix) {
      return prefix + names++;
    }
  }
}
