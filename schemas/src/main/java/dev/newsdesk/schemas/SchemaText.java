package dev.newsdesk.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Parses schemas of unknown origin. Avro's parser recurses as deep as the text nests, so the text
 * is bounded before Avro sees it.
 */
final class SchemaText {
  /** As much as a registry's own topic takes by default. */
  static final int MAX_CHARS = 1_000_000;

  static final int MAX_DEPTH = 200;

  private static final int MAX_DIGITS = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_DIGITS)
                  .build())
          .build();

  private SchemaText() {}

  /**
   * Parses a schema after those that it refers to.
   *
   * @param texts the schema is the last
   * @throws UnusableSchemaException when one of them is too large, too deep or not Avro
   */
  static Schema parse(List<String> texts) {
    long chars = 0;
    for (String text : texts) {
      chars += text.length();
      if (chars > MAX_CHARS) {
        throw new UnusableSchemaException(
            "the schema and what it refers to have more than %,d characters".formatted(MAX_CHARS));
      }
    }
    texts.forEach(SchemaText::requireShallowJson);
    return parseBounded(texts);
  }

  private static Schema parseBounded(List<String> texts) {
    try {
      Schema.Parser parser = new Schema.Parser();
      // A default of a writer's schema is never read.
      parser.setValidateDefaults(false);
      for (String text : texts.subList(0, texts.size() - 1)) {
        var unused = parser.parse(text);
      }
      return parser.parse(texts.get(texts.size() - 1));
    } catch (AvroRuntimeException | IllegalArgumentException | IllegalStateException e) {
      throw unparsable(e);
    } catch (RuntimeException e) {
      // Of hostile JSON Avro's parser dereferences and casts what is not there.
      throw unparsable(e);
    }
  }

  private static UnusableSchemaException unparsable(Exception e) {
    return new UnusableSchemaException(
        "Avro cannot parse the schema: " + InnermostCause.of(e, 200));
  }

  private static void requireShallowJson(String text) {
    try (JsonParser tokens = JSON.createParser(text)) {
      while (tokens.nextToken() != null) {
        // The tokenizer checks depth and lengths.
      }
    } catch (IOException e) {
      throw new UnusableSchemaException(
          "the schema is not JSON, or nests deeper than %d levels: %s"
              .formatted(MAX_DEPTH, InnermostCause.of(e, 200)));
    }
  }
}
