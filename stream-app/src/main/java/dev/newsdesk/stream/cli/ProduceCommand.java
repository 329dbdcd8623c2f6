package dev.newsdesk.stream.cli;

import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.client.CsvLayout;
import dev.newsdesk.stream.client.FileFormat;
import dev.newsdesk.stream.client.MalformedLine;
import dev.newsdesk.stream.sending.Pace;
import dev.newsdesk.stream.sending.Sending;
import dev.newsdesk.stream.sending.SendingReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends articles from files or standard input. */
@Command(
    name = "produce",
    description = "Sends articles, JSON lines or CSV, from files or standard input.",
    mixinStandardHelpOptions = true)
final class ProduceCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Files: .csv with a header line, or .jsonl, .ndjson or .json with a JSON object a line,"
              + " as they are or compressed as .gz; default: standard input, JSON lines.")
  private List<Path> files = List.of();

  @Option(names = "--csv", description = "CSV with a header line, whatever the name.")
  private boolean csv;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description =
          "The columns of CSV without a header line: id, title, description, source, url,"
              + " publishedAt, and any other name for what is passed over.")
  private List<String> columns = List.of();

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      description =
          "What separates columns of CSV, or tab; default: comma, semicolon or tab, as the first"
              + " line has it.")
  private @Nullable String separator;

  @Option(names = "--jsonl", description = "JSON lines, whatever the name.")
  private boolean jsonLines;

  @Option(names = "--rate", paramLabel = "N", description = "Articles a second; default: no limit.")
  private double rate = Double.POSITIVE_INFINITY;

  @Option(
      names = "--skip-malformed",
      description = "Tells of each line that is no article and goes on; exits with 1 at the end.")
  private boolean skipMalformed;

  @Option(names = "--json", description = "Prints the summary as JSON.")
  private boolean json;

  /** Sends; Ctrl-C ends it early, and still waits for what was handed over. */
  @Override
  public Integer call() {
    require(!csv || !jsonLines, "Only one of --csv and --jsonl can hold");
    require(rate > 0, "The --rate must be above 0");
    files.forEach(this::format);
    ArticleInputs inputs =
        new ArticleInputs(
            files, this::format, csv ? FileFormat.CSV : FileFormat.JSON_LINES, layout());
    try (ArticleSender sender = new ArticleSender(connection.settings())) {
      Sending sending = new Sending(sender::send, sender::flush, Pace.of(rate), System::nanoTime);
      StopSignal stop = new StopSignal(() -> stop(sending), PATIENCE, err());
      try {
        send(inputs, sending);
      } catch (RuntimeException e) {
        // The message says that what came before was sent.
        sending.end(report -> {});
        throw e;
      } finally {
        stop.close();
      }
      if (sending.skipped() > 0) {
        throw new ClientException(
            "Malformed lines were skipped (%,d): correct them and send them again."
                .formatted(sending.skipped()));
      }
    }
    return 0;
  }

  private void send(ArticleInputs inputs, Sending sending) {
    try (SendingProgress progress = new SendingProgress(Terminal.isErrorOutput(), inputs.bytes())) {
      Consumer<MalformedLine> malformed =
          line -> {
            if (!skipMalformed) {
              throw line.refusal();
            }
            sending.skip();
            err().println("newsdesk: " + line + ": skipped.");
          };
      inputs.read(
          malformed,
          article -> {
            sending.send(article);
            progress.show(sending.sent(), inputs.bytesRead());
          });
    }
    sending.end(this::tell);
  }

  private void stop(Sending sending) {
    try {
      sending.end(this::tell);
    } catch (ClientException e) {
      err().println("newsdesk: " + e.getMessage());
    }
  }

  private void tell(SendingReport report) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(json ? report.json() : report.sentence());
    out.flush();
  }

  private CsvLayout layout() {
    if (separator == null) {
      return new CsvLayout(Optional.empty(), columns);
    }
    String character = separator.equals("tab") || separator.equals("\\t") ? "\t" : separator;
    require(
        character.length() == 1 && "\"\r\n".indexOf(character.charAt(0)) < 0,
        "The --separator must be one character other than a quote, or tab");
    return new CsvLayout(Optional.of(character.charAt(0)), columns);
  }

  private FileFormat format(Path file) {
    if (csv || jsonLines) {
      return csv ? FileFormat.CSV : FileFormat.JSON_LINES;
    }
    return FileFormat.of(file)
        .orElseThrow(
            () -> usage("The name of " + file + " does not tell its format: add --csv or --jsonl"));
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw usage(message);
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  private PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }
}
