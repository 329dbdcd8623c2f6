package dev.newsdesk.stream.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.newsdesk.Article;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads articles from JSON lines, or from CSV with a header line; both name the fields of {@code
 * Article}. An article without an id gets a random one.
 */
public final class ArticleFile {

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** What is read; other fields are passed over. */
  private static final Set<String> FIELDS =
      Set.of("id", "title", "description", "source", "url", "publishedAt");

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
    try (BufferedReader lines = new BufferedReader(withoutByteOrderMark(reader))) {
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
        CsvReader.builder()
            .skipEmptyLines(true)
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofNamedCsvRecord(withoutByteOrderMark(reader))) {
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
    } catch (UncheckedIOException e) {
      throw unreadable(Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      throw new ClientException(
          name
              + " is not CSV ("
              + ClientException.rootMessage(e)
              + "): correct it; the lines before that were sent.",
          e);
    }
  }

  /** Windows programs begin a file with one. */
  private static Reader withoutByteOrderMark(Reader reader) throws IOException {
    PushbackReader pushback = new PushbackReader(reader);
    int first = pushback.read();
    if (first != -1 && first != BYTE_ORDER_MARK) {
      pushback.unread(first);
    }
    return pushback;
  }

  private Map<String, String> fields(String line, long number) {
    JsonNode tree;
    try {
      tree = JSON.readTree(line);
    } catch (MismatchedInputException e) {
      throw malformed(number, "holds more than one JSON value");
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
              JsonNode value = field.getValue();
              if (value.isContainerNode() && FIELDS.contains(field.getKey())) {
                throw malformed(number, "has a " + field.getKey() + " that is no text");
              }
              if (!value.isNull()) {
                fields.put(field.getKey(), value.asText());
              }
            });
    return fields;
  }

  private Article article(Map<String, String> all, long number) {
    Map<String, String> fields = new TreeMap<>(all);
    // A CSV file has no other way to leave a field out.
    fields.values().removeIf(String::isBlank);
    String title = fields.getOrDefault("title", "");
    String description = fields.getOrDefault("description", "");
    if (title.isEmpty() && description.isEmpty()) {
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
    if (text == null) {
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
