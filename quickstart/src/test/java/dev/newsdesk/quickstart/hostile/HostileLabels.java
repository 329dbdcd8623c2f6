package dev.newsdesk.quickstart.hostile;

import dev.newsdesk.stream.accuracy.LabelOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Random labels of articles that are classified, with the outcome that each must have. */
final class HostileLabels {

  private static final List<String> CATEGORIES = List.of("World", "Sports", "Business", "Sci/Tech");
  private static final Schema STRING = Schema.create(Schema.Type.STRING);

  private final Random random;
  private final RandomValues values;
  private final String topic;
  private final List<WriterSchema> schemas = new ArrayList<>();
  private final Map<String, String> firsts = new HashMap<>();
  private final Map<LabelOutcome, Long> expected = new EnumMap<>(LabelOutcome.class);

  HostileLabels(Random random, Registrations registrations, int count, String topic) {
    this.random = random;
    this.values = new RandomValues(random);
    this.topic = topic;
    RandomSchemas evolution = new RandomSchemas(random);
    for (int i = 0; i < count; i++) {
      List<Field> fields = new ArrayList<>();
      fields.add(new Field("articleId", STRING, null, null));
      fields.add(new Field("category", STRING, null, null));
      if (random.nextBoolean()) {
        fields.add(new Field("labelledAt", Dates.schema(random), null, null));
      }
      schemas.add(WriterSchema.register(registrations, evolution.evolved("ArticleLabel", fields)));
    }
  }

  /** Returns how many labels must have each outcome when all is read. */
  Map<LabelOutcome, Long> expected() {
    return Map.copyOf(expected);
  }

  /** Returns a label of an article that is classified once. */
  ProducerRecord<byte[], byte[]> label(String articleId) {
    WriterSchema writer = schemas.get(random.nextInt(schemas.size()));
    String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    byte[] key = articleId.getBytes(StandardCharsets.UTF_8);
    switch (random.nextInt(8)) {
      case 0 -> {
        expect(LabelOutcome.UNKNOWN_CATEGORY);
        return record(key, bytes(writer, articleId, "Weather " + category));
      }
      case 1 -> {
        expect(LabelOutcome.UNDECODABLE);
        byte[] good = bytes(writer, articleId, category);
        return record(key, Arrays.copyOf(good, random.nextInt(6)));
      }
      case 2 -> {
        expect(LabelOutcome.UNDECODABLE);
        byte[] other = (articleId + "x").getBytes(StandardCharsets.UTF_8);
        return record(random.nextBoolean() ? other : null, bytes(writer, articleId, category));
      }
      default -> {
        String first = firsts.putIfAbsent(articleId, category);
        expect(
            first == null
                ? LabelOutcome.MATCHED
                : first.equals(category) ? LabelOutcome.REPEATED : LabelOutcome.CONFLICTING);
        return record(key, bytes(writer, articleId, category));
      }
    }
  }

  /** Returns one with a value that no label can have. */
  ProducerRecord<byte[], byte[]> hostile(byte[] value) {
    expect(LabelOutcome.UNDECODABLE);
    return record("hostile".getBytes(StandardCharsets.UTF_8), value);
  }

  private void expect(LabelOutcome outcome) {
    expected.merge(outcome, 1L, Long::sum);
  }

  private byte[] bytes(WriterSchema writer, String articleId, String category) {
    Map<String, Object> known = new HashMap<>();
    known.put("articleId", articleId);
    known.put("category", category);
    Field date = writer.schema().getField("labelledAt");
    if (date != null) {
      known.put("labelledAt", Dates.value(date.schema(), 1_700_000_000_000L));
    }
    return values.bytes(writer, known);
  }

  private ProducerRecord<byte[], byte[]> record(byte @Nullable [] key, byte[] value) {
    return new ProducerRecord<>(topic, key, value);
  }
}
