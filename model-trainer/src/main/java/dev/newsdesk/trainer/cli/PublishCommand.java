package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.publishing.Publisher;
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

  @Option(names = "--epoch", required = true, description = "Epoch whose weights to publish.")
  private int epoch;

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
    String id = new Publisher(agNews).publish(options.run(run), epoch, checkpoint);
    out.println("Published " + id + " to " + checkpoint + ".");
    out.flush();
    return 0;
  }
}
