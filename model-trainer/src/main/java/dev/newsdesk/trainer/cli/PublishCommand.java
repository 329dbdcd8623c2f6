package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.AgNewsSource;
import dev.newsdesk.trainer.publishing.Publisher;
import dev.newsdesk.trainer.training.RunDirectory;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(names = "--data", description = "Folder with AG News; default: $AG_NEWS_DIR.")
  private @Nullable Path data;

  @Option(
      names = "--runs",
      defaultValue = "runs",
      description = "Folder that keeps the runs; default: ${DEFAULT-VALUE}.")
  private Path runs = Path.of("runs");

  @Option(
      names = "--checkpoint",
      defaultValue = "${sys:newsdesk.checkpoint:-checkpoint}",
      description = "Folder to write; default: the published one.")
  private Path checkpoint = Path.of("checkpoint");

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AgNews agNews = new AgNewsSource(System.getenv(), TrainCommand.home()).require(data);
    TorchEngine.start();
    String id =
        new Publisher(agNews).publish(new RunDirectory(runs.resolve(run)), epoch, checkpoint);
    out.println("Published " + id + " to " + checkpoint + ".");
    out.flush();
    return 0;
  }
}
