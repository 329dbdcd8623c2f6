package dev.newsdesk.stream.cli;

import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ClientSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints labelled articles as they come. */
@Command(
    name = "watch",
    description = "Prints labelled articles as they come, until it is stopped.",
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  @Parameters(
      arity = "0..*",
      paramLabel = "CATEGORY",
      description = "Categories, for example Sports; default: World, Sports, Business, Sci/Tech.")
  private List<String> categories = List.of("World", "Sports", "Business", "Sci/Tech");

  @Option(names = "--from-beginning", description = "Prints what is there already, too.")
  private boolean fromBeginning;

  @Option(names = "--max", description = "Stops after so many articles.")
  private long max = Long.MAX_VALUE;

  @Option(names = "--json", description = "Prints each article as a line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    ClientSettings settings = connection.settings();
    List<String> topics = categories.stream().map(settings.topics()::category).toList();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    long shown = 0;
    try (ArrivalReader reader = new ArrivalReader(settings, topics, fromBeginning)) {
      // An error means that nobody reads on, as after "watch | head".
      while (shown < max && !out.checkError()) {
        for (Arrival arrival : reader.poll(Duration.ofSeconds(1))) {
          if (arrival instanceof Arrival.Labelled labelled && shown < max) {
            out.println(line(labelled));
            shown++;
          }
        }
      }
    }
    out.flush();
    return 0;
  }

  private String line(Arrival.Labelled labelled) {
    ClassifiedArticle article = labelled.article();
    // Avro's own JSON: the fields of the schema, on one line.
    return json
        ? article.toString()
        : "%-9s %3.0f %%  %s"
            .formatted(article.getCategory(), 100 * article.getConfidence(), labelled.headline());
  }
}
