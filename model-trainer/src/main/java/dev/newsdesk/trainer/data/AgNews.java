package dev.newsdesk.trainer.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder with AG News as published: {@code train.csv} and {@code test.csv}, each row a class
 * index from 1, a title and a description.
 */
public final class AgNews {

  /** The classes in the order of their indices. */
  public static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");

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
    for (String file : List.of("train.csv", "test.csv")) {
      if (!Files.isReadable(directory.resolve(file))) {
        throw new DataException(
            "The data folder "
                + directory
                + " holds no readable "
                + file
                + ": put AG News' train.csv and test.csv there, or name another folder.");
      }
    }
  }

  /**
   * Reads the training rows.
   *
   * @throws DataException when a line is malformed; it names file and line
   */
  public List<NewsRow> train() {
    return read(directory.resolve("train.csv"));
  }

  /**
   * Reads the test rows.
   *
   * @throws DataException when a line is malformed; it names file and line
   */
  public List<NewsRow> test() {
    return read(directory.resolve("test.csv"));
  }

  /**
   * Reads any file of this form.
   *
   * @throws DataException when a line is malformed; it names file and line
   */
  public static List<NewsRow> read(Path file) {
    List<NewsRow> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord line : csv) {
        rows.add(row(line, file));
      }
    } catch (IOException | CsvParseException e) {
      throw new DataException("The file " + file + " cannot be read as CSV: " + cause(e) + ".", e);
    }
    if (rows.isEmpty()) {
      throw new DataException("The file " + file + " has no rows: fetch it again.");
    }
    return rows;
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

  private static String cause(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}
