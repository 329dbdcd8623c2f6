package dev.newsdesk.stream.cli;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.ArticleFile;
import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.stream.client.ClientException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends articles from a file or standard input. */
@Command(
    name = "produce",
    description = "Sends articles, JSON lines or CSV, from a file or standard input.",
    mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "File; default: standard input.")
  private @Nullable Path file;

  @Option(names = "--csv", description = "CSV with a header line; else JSON lines.")
  private boolean csv;

  @Override
  public Integer call() {
    AtomicLong sent = new AtomicLong();
    try (Reader reader = open();
        ArticleSender sender = new ArticleSender(connection.settings())) {
      ArticleFile articles = new ArticleFile(file == null ? "standard input" : file.toString());
      Consumer<Article> send =
          article -> {
            sender.send(article);
            sent.incrementAndGet();
          };
      try {
        if (csv) {
          articles.readCsv(reader, send);
        } else {
          articles.readJsonLines(reader, send);
        }
      } finally {
        sender.flush();
      }
    } catch (NoSuchFileException e) {
      throw new ClientException(file + " does not exist: name a file of articles.", e);
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read (" + e + "): name a readable file.", e);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.printf("Sent %,d articles.%n", sent.get());
    out.flush();
    return 0;
  }

  private Reader open() throws IOException {
    return file == null
        ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
        : Files.newBufferedReader(file, StandardCharsets.UTF_8);
  }
}
