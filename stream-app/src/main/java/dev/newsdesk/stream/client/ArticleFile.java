package dev.newsdesk.stream.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.newsdesk.Article;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads articles from JSON lines, or from CSV with a header line; both name the fields of {@code
 * Article}. An article without an id gets a random one.
 */
public final class ArticleFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String name;

  /** Reads something that messages call by this name. */
  public ArticleFile(String name) {
    this.name = name;
  }

  /**
   * Hands over the articles of JSON lines, one after the other; empty lines are passed over.
   *
   * @throws ClientException at the first line that is no article; those before it were handed over
   */
  public void readJsonLines(Reader reader, Consumer<Article> articles) {
    long number = 0;
    try (BufferedReader lines = new BufferedReader(reader)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          articles.accept(article(fields(line, number), number));
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Hands over the articles of a CSV file, one after the other.
   *
   * @throws ClientException at the first line that is no article; those before it were handed over
   */
  public void readCsv(Reader reader, Consumer<Article> articles) {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().skipEmptyLines(true).ofNamedCsvRecord(reader)) {
      for (NamedCsvRecord line : csv) {
        long number = line.getStartingLineNumber();
        if (line.getFieldCount() != line.getHeader().size()) {
          throw malformed(
              number,
              "has " + line.getFieldCount() + " columns instead of " + line.getHeader().size());
        }
        articles.accept(article(line.getFieldsAsMap(), number));
      }
    } catch (IOException e) {
      throw unreadable(e);
    } catch (CsvParseException e) {
      throw new ClientException(name + " is not CSV: " + e.getMessage(), e);
    }
  }

  private Map<String, String> fields(String line, long number) {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw malformed(number, "is not JSON (" + e.getOriginalMessage() + ")");
    }
    if (!tree.isObject()) {
      throw malformed(number, "is not a JSON object");
    }
    Map<String, String> fields = new TreeMap<>();
    tree.properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asText());
              }
            });
    return fields;
  }

  private Article article(Map<String, String> fields, long number) {
    String title = fields.getOrDefault("title", "");
    String description = fields.getOrDefault("description", "");
    if (title.isBlank() && description.isBlank()) {
      throw malformed(number, "has neither title nor description");
    }
    return Article.newBuilder()
        .setId(fields.getOrDefault("id", UUID.randomUUID().toString()))
        .setTitle(title)
        .setDescription(description)
        .setSource(fields.get("source"))
        .setUrl(fields.get("url"))
        .setPublishedAt(instant(fields.get("publishedAt"), number))
        .build();
  }

  private @Nullable Instant instant(@Nullable String text, long number) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw malformed(number, "has the publishedAt '" + text + "', which is no ISO 8601 instant");
    }
  }

  private ClientException malformed(long number, String what) {
    return new ClientException(
        name + ", line " + number + " " + what + ": correct it; the lines before it were sent.");
  }

  private ClientException unreadable(IOException e) {
    return new ClientException(name + " cannot be read (" + e + "): check it.", e);
  }
}
