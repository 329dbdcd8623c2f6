package dev.newsdesk.stream.client;

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
import java.nio.charset.CharacterCodingException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Reads articles from JSON lines, or from CSV with a header line; both name the fields of {@code
 * Article}. An article without an id gets a random one.
 */
public final class ArticleFile {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final String name;
  private final Consumer<MalformedLine> malformed;

  /** Reads something that messages call by this name, and stops at the first malformed line. */
  public ArticleFile(String name) {
    this(
        name,
        line -> {
          throw line.refusal();
        });
  }

  /**
   * Reads something that messages call by this name.
   *
   * @param malformed is told of each line that is no article; the reading goes on unless it throws
   */
  public ArticleFile(String name, Consumer<MalformedLine> malformed) {
    this.name = name;
    this.malformed = malformed;
  }

  /**
   * Hands over the articles of JSON lines, one after the other; empty lines are passed over.
   *
   * @throws ClientException when it cannot be read; the articles before that were handed over
   */
  public void readJsonLines(Reader reader, Consumer<Article> articles) {
    long number = 0;
    try (BufferedReader lines = new BufferedReader(withoutByteOrderMark(reader))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          jsonLine(line, number, articles);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Hands over the articles of a CSV file, one after the other.
   *
   * @throws ClientException when it cannot be read; the articles before that were handed over
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
        csvLine(line, articles);
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

  private void jsonLine(String line, long number, Consumer<Article> articles) {
    Article article;
    try {
      article = ArticleFields.ofJson(line);
    } catch (ArticleFields.MalformedException e) {
      malformed.accept(new MalformedLine(name, number, String.valueOf(e.getMessage())));
      return;
    }
    articles.accept(article);
  }

  private void csvLine(NamedCsvRecord line, Consumer<Article> articles) {
    long number = line.getStartingLineNumber();
    int columns = line.getHeader().size();
    Article article;
    try {
      if (line.getFieldCount() != columns) {
        throw new ArticleFields.MalformedException(
            "has " + line.getFieldCount() + " columns instead of " + columns);
      }
      article = ArticleFields.of(line.getFieldsAsMap());
    } catch (ArticleFields.MalformedException e) {
      malformed.accept(new MalformedLine(name, number, String.valueOf(e.getMessage())));
      return;
    }
    articles.accept(article);
  }

  private ClientException unreadable(IOException e) {
    if (e instanceof CharacterCodingException) {
      return new ClientException(name + " is not UTF-8: convert it.", e);
    }
    return new ClientException(name + " cannot be read (" + e + "): check it.", e);
  }
}
