package dev.newsdesk.stream.cli;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.ArticleFile;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.client.CsvLayout;
import dev.newsdesk.stream.client.FileFormat;
import dev.newsdesk.stream.client.MalformedLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** The files that articles come from, or standard input where none is named. */
final class ArticleInputs {

  private final List<Path> files;
  private final Function<Path, FileFormat> formats;
  private final FileFormat standardInput;
  private final CsvLayout layout;
  private final AtomicLong bytesRead = new AtomicLong();

  /**
   * Checks that the files are there, so that a mistyped name is told before anything is sent.
   *
   * @param formats the format of each file
   * @param standardInput the format of standard input
   * @param layout of those that are CSV
   * @throws ClientException when a file does not exist
   */
  ArticleInputs(
      List<Path> files,
      Function<Path, FileFormat> formats,
      FileFormat standardInput,
      CsvLayout layout) {
    this.files = List.copyOf(files);
    this.formats = formats;
    this.standardInput = standardInput;
    this.layout = layout;
    for (Path file : files) {
      if (Files.notExists(file)) {
        throw new ClientException(file + " does not exist: name a file of articles.");
      }
    }
  }

  /** Hands over the articles of all files, one after the other. */
  void read(Consumer<MalformedLine> malformed, Consumer<Article> articles) {
    if (files.isEmpty()) {
      InputStream input = new CountingInput(System.in, bytesRead);
      read("standard input", input, standardInput, malformed, articles);
    }
    for (Path file : files) {
      try (InputStream input = open(file)) {
        read(file.toString(), input, formats.apply(file), malformed, articles);
      } catch (IOException e) {
        throw new ClientException(file + " cannot be read (" + e + "): name a readable file.", e);
      }
    }
  }

  private void read(
      String name,
      InputStream input,
      FileFormat format,
      Consumer<MalformedLine> malformed,
      Consumer<Article> articles) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(String.valueOf(ArticleFile.UNDECODABLE));
    format.read(
        new ArticleFile(name, malformed), new InputStreamReader(input, decoder), layout, articles);
  }

  private InputStream open(Path file) throws IOException {
    InputStream counting = new CountingInput(Files.newInputStream(file), bytesRead);
    if (!FileFormat.isCompressed(file)) {
      return counting;
    }
    try {
      return new GZIPInputStream(counting);
    } catch (IOException e) {
      counting.close();
      throw e;
    }
  }

  /** Returns how much has been read; readers read ahead. */
  long bytesRead() {
    return bytesRead.get();
  }

  /** Returns how much there is, where all of it is in files. */
  OptionalLong bytes() {
    long bytes = 0;
    for (Path file : files) {
      try {
        if (!Files.isRegularFile(file)) {
          return OptionalLong.empty();
        }
        bytes += Files.size(file);
      } catch (IOException e) {
        return OptionalLong.empty();
      }
    }
    return bytes == 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
  }
}
