package dev.newsdesk.stream.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object a line. The fields' names stay as they are whatever becomes of the Avro schema;
 * what an article lacks is null. All is ASCII, so that no terminal and no locale spoils it.
 */
public final class JsonFormat implements ArrivalFormat {

  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @Override
  public String line(Arrival arrival) {
    ObjectNode object = json.createObjectNode();
    if (arrival instanceof Arrival.Classified classified) {
      add(object, classified.article());
    } else if (arrival instanceof Arrival.DeadLetter dead) {
      add(object.putObject("deadLetter"), dead);
    }
    try {
      return json.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers is always JSON.", e);
    }
  }

  private static void add(ObjectNode object, ClassifiedArticle classified) {
    Article article = classified.getArticle();
    object
        .put("id", article.getId())
        .put("category", classified.getCategory())
        .put("confidence", classified.getConfidence());
    ObjectNode probabilities = object.putObject("probabilities");
    new TreeMap<>(classified.getProbabilities()).forEach(probabilities::put);
    object
        .put("title", article.getTitle())
        .put("description", article.getDescription())
        .put("source", article.getSource())
        .put("url", article.getUrl())
        .put("publishedAt", text(article.getPublishedAt()))
        .put("checkpoint", classified.getCheckpointId())
        .put("classifiedAt", text(classified.getClassifiedAt()));
  }

  private static void add(ObjectNode object, Arrival.DeadLetter dead) {
    Arrival.Origin origin = dead.origin();
    object
        .put("key", dead.key())
        .put("cause", dead.cause())
        .put("message", dead.message())
        .put("topic", origin == null ? null : origin.topic())
        .put("partition", origin == null ? null : (Integer) origin.partition())
        .put("offset", origin == null ? null : (Long) origin.offset());
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
