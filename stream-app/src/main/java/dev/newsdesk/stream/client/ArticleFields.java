package dev.newsdesk.stream.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.Article;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes an article of the fields that a line names. */
final class ArticleFields {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** What is read; other fields are passed over. */
  static final Set<String> KNOWN =
      Set.of("id", "title", "description", "source", "url", "publishedAt");

  private ArticleFields() {}

  /** Returns the article of a JSON object. */
  static Article ofJson(String line) throws MalformedException {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (MismatchedInputException e) {
      throw new MalformedException("holds more than one JSON value", e);
    } catch (JsonProcessingException e) {
      throw new MalformedException("is not JSON (" + e.getOriginalMessage() + ")", e);
    }
    if (tree.isArray()) {
      throw new MalformedException("is a JSON array, where one object a line is wanted");
    }
    if (!tree.isObject()) {
      throw new MalformedException("is not a JSON object");
    }
    Map<String, String> fields = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      JsonNode value = field.getValue();
      if (value.isContainerNode() && KNOWN.contains(field.getKey())) {
        throw new MalformedException("has a " + field.getKey() + " that is no text");
      }
      if (!value.isNull()) {
        fields.put(field.getKey(), value.asText());
      }
    }
    return of(fields);
  }

  /** Returns the article of these fields; one without an id gets a random one. */
  static Article of(Map<String, String> all) throws MalformedException {
    Map<String, String> fields = new TreeMap<>(all);
    // A CSV file has no other way to leave a field out.
    fields.values().removeIf(String::isBlank);
    requireText(fields);
    String title = fields.getOrDefault("title", "");
    String description = fields.getOrDefault("description", "");
    if (title.isEmpty() && description.isEmpty()) {
      throw new MalformedException("has neither title nor description");
    }
    return Article.newBuilder()
        .setId(fields.getOrDefault("id", UUID.randomUUID().toString()))
        .setTitle(title)
        .setDescription(description)
        .setSource(fields.get("source"))
        .setUrl(fields.get("url"))
        .setPublishedAt(instant(fields.get("publishedAt")))
        .build();
  }

  /** Half a character becomes a question mark in UTF-8, and two ids could become one. */
  private static void requireText(Map<String, String> fields) throws MalformedException {
    for (String field : KNOWN) {
      String text = fields.get(field);
      if (text != null && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
        throw new MalformedException("has half a character in its " + field);
      }
    }
  }

  private static @Nullable Instant instant(@Nullable String text) throws MalformedException {
    if (text == null) {
      return null;
    }
    try {
      Instant instant = Instant.parse(text);
      // What Avro writes.
      var unused = instant.toEpochMilli();
      return instant;
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedException(
          "has the publishedAt '"
              + text
              + "', which is no ISO 8601 instant such as 2026-11-29T12:00:00Z",
          e);
    }
  }

  /** The message continues "line 3 …". */
  static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException(String reason) {
      super(reason);
    }

    MalformedException(String reason, Exception cause) {
      super(reason, cause);
    }
  }
}
