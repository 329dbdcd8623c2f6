package dev.newsdesk.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.Model;
import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.data.NewsRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published checkpoint as it is served; runs where {@code AG_NEWS_DIR} names the data set. */
class ServedCheckpointTest {

  private static final Path PUBLISHED = Path.of("..", "checkpoint");

  @Test
  void classifiesTheTestSetAsTheTrainedNetworkDoes() {
    String named = System.getenv("AG_NEWS_DIR");
    String reason = "ServedCheckpointTest is skipped: AG_NEWS_DIR names no folder with AG News.";
    if (named == null || named.isEmpty()) {
      System.out.println(reason);
    }
    assumeTrue(named != null && !named.isEmpty(), reason);
    List<String> texts = new AgNews(Path.of(named)).test().stream().map(NewsRow::text).toList();
    assertThat(texts).hasSize(7_600);
    TorchEngine.configure(1);
    TorchEngine.start();
    Checkpoint checkpoint = CheckpointReader.read(PUBLISHED);

    List<Prediction> served = new ArrayList<>();
    List<Prediction> trained = new ArrayList<>();
    try (TextClassifier classifier = TextClassifier.load(checkpoint, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor();
        Model model = trained(checkpoint);
        BatchPredictor plain =
            new BatchPredictor(
                model,
                new TextEncoder(checkpoint.vocabulary()),
                checkpoint.manifest().labels(),
                predictor.maxLength())) {
      for (int start = 0; start < texts.size(); start += 400) {
        served.addAll(predictor.classify(texts.subList(start, start + 400)));
        trained.addAll(plain.classify(texts.subList(start, start + 400)));
      }
    }

    for (int i = 0; i < texts.size(); i++) {
      Prediction expected = trained.get(i);
      Prediction actual = served.get(i);
      assertThat(actual.label()).as(texts.get(i)).isEqualTo(expected.label());
      for (String label : checkpoint.manifest().labels()) {
        assertThat(actual.probabilities().get(label))
            .as(texts.get(i))
            .isCloseTo(expected.probabilities().get(label), within(1e-5));
      }
    }
  }

  private static Model trained(Checkpoint checkpoint) {
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(checkpoint.manifest().architecture());
    Model model = Model.newInstance("trained", Device.cpu(), TorchEngine.NAME);
    checkpoint.weights().applyTo(network, model.getNDManager());
    model.setBlock(network);
    return model;
  }
}
