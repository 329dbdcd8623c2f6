package dev.newsdesk.stream.client;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.newsdesk.Article;
import dev.newsdesk.schemas.InnermostCause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads articles from JSON lines, or from CSV; both name the fields of {@code Article}. An article
 * without an id gets a random one.
 */
public final class ArticleFile {

  /** Stands for bytes that are no UTF-8, if whoever decodes them puts it there: no text has it. */
  public static final char UNDECODABLE = '\uffff';

  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final int SNIFFED = 1 << 16;
  private static final String SEPARATORS = ",;\t";

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
  public void readCsv(Reader reader, CsvLayout layout, Consumer<Article> articles) {
    try (BufferedReader text = new BufferedReader(withoutByteOrderMark(reader), SNIFFED);
        CsvReader<CsvRecord> csv = csvReader(text, layout)) {
      @Nullable CsvColumns columns =
          layout.columns().isEmpty() ? null : new CsvColumns(name, layout.columns());
      for (CsvRecord line : csv) {
        if (columns != null) {
          csvLine(line, columns, articles);
        } else if (CsvColumns.areOfAgNews(line.getFields())) {
          columns = CsvColumns.ofAgNews(name);
          csvLine(line, columns, articles);
        } else {
          columns = new CsvColumns(name, line.getFields());
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw unreadable(Objects.requireNonNull(e.getCause()));
    } catch (CsvParseException e) {
      throw new ClientException(
          name
              + " is not CSV ("
              + InnermostCause.of(e)
              + "): correct it; the lines before that were sent.",
          e);
    }
  }

  private static CsvReader<CsvRecord> csvReader(BufferedReader text, CsvLayout layout)
      throws IOException {
    char separator = layout.separator().isPresent() ? layout.separator().get() : separator(text);
    return CsvReader.builder()
        .fieldSeparator(separator)
        .skipEmptyLines(true)
        .allowUnclosedQuote(false)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text);
  }

  /** Returns what the first line has most of, outside quotes. */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(SNIFFED);
    int[] found = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = 0; i < SNIFFED - 1; i++) {
      int next = text.read();
      if (next == -1 || (next == '\n' && !quoted)) {
        break;
      }
      quoted ^= next == '"';
      int separator = SEPARATORS.indexOf(next);
      if (separator >= 0 && !quoted) {
        found[separator]++;
      }
    }
    text.reset();
    int most = 0;
    for (int i = 1; i < found.length; i++) {
      most = found[i] > found[most] ? i : most;
    }
    return SEPARATORS.charAt(most);
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
      requireDecoded(line);
      article = ArticleFields.ofJson(line);
    } catch (ArticleFields.MalformedException e) {
      malformed.accept(new MalformedLine(name, number, String.valueOf(e.getMessage())));
      return;
    }
    articles.accept(article);
  }

  private void csvLine(CsvRecord line, CsvColumns columns, Consumer<Article> articles) {
    Article article;
    try {
      for (String field : line.getFields()) {
        requireDecoded(field);
      }
      article = ArticleFields.of(columns.fields(line.getFields()));
    } catch (ArticleFields.MalformedException e) {
      malformed.accept(
          new MalformedLine(name, line.getStartingLineNumber(), String.valueOf(e.getMessage())));
      return;
    }
    articles.accept(article);
  }

  private static void requireDecoded(String text) throws ArticleFields.MalformedException {
    if (text.indexOf(UNDECODABLE) >= 0) {
      throw new ArticleFields.MalformedException("is not UTF-8");
    }
  }

  private ClientException unreadable(IOException e) {
    return new ClientException(name + " cannot be read (" + e + "): check it.", e);
  }
}
