package dev.newsdesk.quickstart.hostile;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.accuracy.PredictionOutcome;
import dev.newsdesk.stream.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Records that somebody else writes to the categories' topics, and the outcome of each. */
final class HostilePredictions {

  private static final List<String> CATEGORIES = List.of("World", "Sports", "Business", "Sci/Tech");

  /** One more character than a checkpoint id may have. */
  private static final String TOO_LONG = "x".repeat(257);

  private final Random random;
  private final Serializer<ClassifiedArticle> serializer;
  private final Topics topics;
  private long undecodable;
  private long invalid;

  HostilePredictions(Random random, Serializer<ClassifiedArticle> serializer, Topics topics) {
    this.random = random;
    this.serializer = serializer;
    this.topics = topics;
  }

  /**
   * Returns how many records must have each outcome when all is read.
   *
   * @param classified articles that the app writes there
   */
  Map<PredictionOutcome, Long> expected(long classified) {
    Map<PredictionOutcome, Long> expected = new EnumMap<>(PredictionOutcome.class);
    expected.put(PredictionOutcome.ACCEPTED, classified);
    expected.put(PredictionOutcome.UNDECODABLE, undecodable);
    expected.put(PredictionOutcome.INVALID, invalid);
    return expected;
  }

  /** Returns one with a value that no classified article has. */
  ProducerRecord<byte[], byte[]> undecodable(byte[] value) {
    undecodable++;
    return record(category(), random.nextBoolean() ? null : value, value);
  }

  /** Returns a classified article without key, or of a checkpoint that cannot be one. */
  ProducerRecord<byte[], byte[]> invalid(String id) {
    invalid++;
    boolean hasKey = random.nextBoolean();
    String category = category();
    ClassifiedArticle article =
        ClassifiedArticle.newBuilder()
            .setArticle(Article.newBuilder().setId(id).setTitle("Forged").build())
            .setCategory(category)
            .setConfidence(1)
            .setProbabilities(Map.of(category, 1.0))
            .setCheckpointId(hasKey ? TOO_LONG : "gru-1")
            .setClassifiedAt(Instant.EPOCH)
            .build();
    return record(
        category,
        hasKey ? id.getBytes(StandardCharsets.UTF_8) : null,
        serializer.serialize(topics.category(category), article));
  }

  private String category() {
    return CATEGORIES.get(random.nextInt(CATEGORIES.size()));
  }

  private ProducerRecord<byte[], byte[]> record(
      String category, byte @Nullable [] key, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topics.category(category), key, value);
    record.headers().add(Outcomes.FOREIGN, new byte[0]);
    return record;
  }
}
