package dev.newsdesk.trainer.cli;

import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.publishing.CheckpointImport;
import dev.newsdesk.trainer.publishing.StateDict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a checkpoint of what PyTorch trained. */
@Command(
    name = "import",
    description =
        "Makes a checkpoint of the state_dict of one of the notebook's PyTorch classes, and measures"
            + " it.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "The state_dict as safetensors; float32, float16 or float64.")
  private Path weights = Path.of("model.safetensors");

  @Option(
      names = "--vocabulary",
      required = true,
      paramLabel = "FILE",
      description = "The words in the order of their ids, one a line.")
  private Path vocabulary = Path.of("vocabulary.txt");

  @Option(
      names = "--pooling",
      required = true,
      description =
          "How the network pools over time: max or mean, padding included, as the notebook does;"
              + " token_max or token_mean, over a text's own tokens.")
  private Pooling pooling = Pooling.MAX;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write.")
  private Path checkpoint = Path.of("checkpoint");

  @Option(
      names = "--name",
      defaultValue = "imported",
      description = "Begins the checkpoint's id; default: ${DEFAULT-VALUE}.")
  private String name = "imported";

  @Mixin private DataOptions data = new DataOptions();

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    // It stands in ids, which become names of metrics and records.
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new ParameterException(
          command.commandLine(),
          "The name '" + name + "' is unusable: take letters, digits, '.', '_' and '-'.");
    }
    AgNews agNews = data.require();
    TorchEngine.start();
    CheckpointManifest manifest =
        new CheckpointImport(agNews)
            .write(StateDict.read(weights), vocabulary, pooling, name, checkpoint);
    CheckpointManifest.Accuracy accuracy = Objects.requireNonNull(manifest.accuracy());
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "Imported %s to %s, %.2f %% right on %,d test rows.%n",
        manifest.id(),
        checkpoint,
        100 * accuracy.test(),
        accuracy.testRows());
    out.flush();
    return 0;
  }
}
