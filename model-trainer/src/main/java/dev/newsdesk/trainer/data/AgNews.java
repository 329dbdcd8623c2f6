package dev.newsdesk.trainer.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A folder with AG News as published: {@code train.csv} and {@code test.csv}, each row a class
 * index from 1, a title and a description.
 */
public final class AgNews {

  /** The classes in the order of their indices. */
  public static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");

  /** Name of the file with the training rows. */
  static final String TRAIN = "train.csv";

  /** Name of the file with the test rows. */
  static final String TEST = "test.csv";

  /** Windows programs begin a file with one. */
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private static final int COLUMNS = 3;

  private final Path directory;

  /**
   * Takes a folder that holds the data set.
   *
   * @throws DataException when a file is missing
   */
  public AgNews(Path directory) {
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      throw new DataException(
          "The data folder " + directory + " is not there: name one that holds AG News.");
    }
    for (String file : List.of(TRAIN, TEST)) {
      if (!isReadableFile(directory.resolve(file))) {
        throw new DataException(
            "The data folder "
                + directory
                + " holds no readable "
                + file
                + ": put AG News' train.csv and test.csv there, or name another folder.");
      }
    }
  }

  /** Tells whether a folder holds the data set. */
  static boolean isIn(Path directory) {
    return isReadableFile(directory.resolve(TRAIN)) && isReadableFile(directory.resolve(TEST));
  }

  private static boolean isReadableFile(Path file) {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  /** Returns the file with the training rows. */
  public Path trainFile() {
    return directory.resolve(TRAIN);
  }

  /** Returns the file with the test rows. */
  public Path testFile() {
    return directory.resolve(TEST);
  }

  /**
   * Reads the training rows.
   *
   * @throws DataException when a line is malformed; it names file and line
   */
  public List<NewsRow> train() {
    return read(trainFile());
  }

  /**
   * Reads the test rows.
   *
   * @throws DataException when a line is malformed; it names file and line
   */
  public List<NewsRow> test() {
    return read(testFile());
  }

  /**
   * Reads any file of this form.
   *
   * @throws DataException when a line is malformed; it names file and line
   */
  public static List<NewsRow> read(Path file) {
    List<NewsRow> rows = new ArrayList<>();
    read(file, rows::add);
    return rows;
  }

  /**
   * Hands over the rows of any file of this form, one after the other.
   *
   * @throws DataException when a line is malformed; it names file and line
   */
  public static void read(Path file, Consumer<NewsRow> rows) {
    boolean empty = true;
    try (Reader reader = open(file);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                // Left to row(), which names the line.
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(reader)) {
      for (CsvRecord line : csv) {
        rows.accept(row(line, file));
        empty = false;
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw e instanceof CharacterCodingException
              || e.getCause() instanceof CharacterCodingException
          ? notUtf8(file)
          : unreadable(file, e);
    }
    if (empty) {
      throw new DataException("The file " + file + " has no rows: fetch it again.");
    }
  }

  /** Opens a file. Unlike the CSV reader's own, this reader refuses bytes that are not UTF-8. */
  private static Reader open(Path file) throws IOException {
    Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
    try {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      return reader;
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  private static NewsRow row(CsvRecord line, Path file) {
    if (line.getFieldCount() != COLUMNS) {
      throw malformed(line, file, "has " + line.getFieldCount() + " columns instead of 3");
    }
    String index = line.getField(0);
    if (!index.matches("[1-" + LABELS.size() + "]")) {
      throw malformed(line, file, "has the class '" + index + "' instead of 1 to " + LABELS.size());
    }
    return new NewsRow(Integer.parseInt(index) - 1, line.getField(1), line.getField(2));
  }

  private static DataException malformed(CsvRecord line, Path file, String what) {
    return new DataException(
        file + ", line " + line.getStartingLineNumber() + ": the row " + what + "; correct it.");
  }

  private static DataException notUtf8(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(bytes, CharBuffer.allocate(bytes.remaining()), true);
      long lineEnds =
          IntStream.range(0, bytes.position()).filter(i -> bytes.get(i) == '\n').count();
      return new DataException(
          file + ", line " + (lineEnds + 1) + ": the text is not UTF-8; convert the file.");
    } catch (IOException e) {
      return unreadable(file, e);
    }
  }

  private static DataException unreadable(Path file, Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String what = String.valueOf(cause.getMessage()).replaceFirst("\\.$", "");
    return new DataException(
        "The file " + file + " cannot be read as CSV (" + what + "): repair it or fetch it again.",
        e);
  }
}
