package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.publishing.HonestRule;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.publishing.Publisher;
import dev.newsdesk.trainer.publishing.PublishingRule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a checkpoint of a run. */
@Command(
    name = "publish",
    description = "Writes the checkpoint that the stream app serves, from a run's weights.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "Name of the experiment that was run.")
  private String run = "";

  @Option(
      names = "--epoch",
      description = "Epoch whose weights to publish; default: the one that held-out rows selected.")
  private @Nullable Integer epoch;

  @Option(
      names = "--force",
      description = "Publishes also what is worse, unselected or not batch-invariant.")
  private boolean force;

  @Mixin private RunOptions options = new RunOptions();

  @Option(
      names = "--checkpoint",
      defaultValue = "${sys:newsdesk.checkpoint:-checkpoint}",
      description = "Folder to write; default: the published one.")
  private Path checkpoint = Path.of("checkpoint");

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AgNews agNews = options.data();
    TorchEngine.start();
    PublishingRule rule = force ? PublishingRule.none() : new HonestRule();
    Published published = new Publisher(agNews, rule).publish(options.run(run), epoch, checkpoint);
    // The report tells of the checkpoint that is shipped, not of one that is tried out elsewhere.
    if (checkpoint.toAbsolutePath().equals(shipped().toAbsolutePath())) {
      options.records().keep(Published.RECORD, published);
    }
    out.println("Published " + published.checkpoint() + " to " + checkpoint + ".");
    out.flush();
    return 0;
  }

  private static Path shipped() {
    return Path.of(System.getProperty("newsdesk.checkpoint", "checkpoint"));
  }
}
