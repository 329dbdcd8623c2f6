package dev.newsdesk.trainer.cli;

import ai.djl.Device;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.CheckpointAccuracy;
import dev.newsdesk.trainer.publishing.Remeasurement;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a checkpoint on the test set. */
@Command(
    name = "evaluate",
    description = "Measures a checkpoint: the notebook's sample and the full test set.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--checkpoint",
      defaultValue = "${sys:newsdesk.checkpoint:-checkpoint}",
      description = "Checkpoint folder; default: the published one.")
  private Path checkpoint = Path.of("checkpoint");

  @Option(names = "--device", defaultValue = "auto", description = "auto, cpu or gpuN.")
  private String device = "auto";

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(
      names = "--record",
      description =
          "Writes into the checkpoint its counts by category and what its answers on the test set look"
              + " like, if it reaches the accuracy that it states; nothing else of it changes but"
              + " hashes and model card.")
  private boolean record;

  @Override
  public Integer call() throws JsonProcessingException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    AgNews agNews = data.require();
    TorchEngine.start();
    try (TextClassifier classifier = TextClassifier.load(checkpoint, device());
        BatchPredictor predictor = classifier.newPredictor()) {
      CheckpointAccuracy accuracy =
          CheckpointAccuracy.measure(predictor, classifier.encoder(), agNews.test());
      if (record) {
        Remeasurement.record(
            classifier.checkpoint(), accuracy, predictor, agNews.test(), checkpoint);
      }
      String id = classifier.checkpoint().manifest().id();
      if (json) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("checkpoint", id);
        result.put("trainRows", classifier.checkpoint().manifest().training().rows());
        result.put("notebookAccuracy", accuracy.notebook().accuracy());
        result.put("notebookRows", accuracy.notebook().rows());
        result.put("testAccuracy", accuracy.test().accuracy());
        result.put("testRows", accuracy.test().rows());
        result.put("rejectedRows", accuracy.rejected());
        out.println(
            JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(result));
      } else {
        out.printf("checkpoint       %s%n", id);
        out.printf(
            Locale.ROOT,
            "notebook sample  %.2f %% of %,d rows%n",
            100 * accuracy.notebook().accuracy(),
            accuracy.notebook().rows());
        out.printf(
            Locale.ROOT,
            "full test set    %.2f %% of %,d rows%n",
            100 * accuracy.test().accuracy(),
            accuracy.test().rows());
        if (accuracy.rejected() > 0) {
          out.printf(
              Locale.ROOT,
              "rejected         %,d rows without a letter or digit%n",
              accuracy.rejected());
        }
      }
      out.flush();
    }
    return 0;
  }

  private Device device() {
    try {
      return TorchEngine.device(device);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
