package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPlan;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.stream.TinyCheckpoint;
import dev.newsdesk.stream.classification.ArticleClassifier.Network;
import dev.newsdesk.stream.config.InferenceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorsTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void thePartitionsOfAThreadShareAPredictorUntilTheLastIsClosed() {
    List<PredictionWork> works = new ArrayList<>();
    try (Predictors predictors = new Predictors(settings("cpu"))) {
      Network first = predictors.ofThisThread(works::add);
      Network second = predictors.ofThisThread(works::add);
      first.close();
      first.close();
      assertThat(second.classify(List.of("oil"))).hasSize(1);

      second.close();
      assertThatThrownBy(() -> second.classify(List.of("oil")))
          .isInstanceOf(PredictionException.class);
      try (Network third = predictors.ofThisThread(works::add)) {
        assertThat(third.classify(List.of("oil"))).hasSize(1);
      }
    }
    assertThat(works).hasSize(2);
  }

  @Test
  void anotherThreadHasAPredictorOfItsOwn() throws InterruptedException {
    try (Predictors predictors = new Predictors(settings("cpu"))) {
      List<Network> others = new ArrayList<>();
      Thread other = new Thread(() -> others.add(predictors.ofThisThread(work -> {})));
      other.start();
      other.join();
      predictors.ofThisThread(work -> {}).close();

      assertThat(others.get(0).classify(List.of("oil"))).hasSize(1);
      others.get(0).close();
    }
  }

  @Test
  void threadsSpreadOverTheDevicesAndANewOneTakesThePlaceOfOneThatHasGone() throws Exception {
    // Three times the processor, as a machine with three GPUs has them.
    List<Device> devices = Collections.nCopies(3, TorchEngine.device("cpu"));
    try (Predictors predictors = new Predictors(settings("cpu"), () -> devices)) {
      List<Network> networks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        networks.add(inThread(() -> predictors.ofThisThread(work -> {})));
      }
      assertThat(predictors.threads()).containsExactly(2L, 2L, 2L);

      networks.remove(4).close();
      networks.remove(1).close();
      assertThat(predictors.threads()).containsExactly(2L, 0L, 2L);
      networks.add(inThread(() -> predictors.ofThisThread(work -> {})));
      assertThat(predictors.threads()).containsExactly(2L, 1L, 2L);
      networks.forEach(Network::close);
      assertThat(predictors.threads()).containsExactly(0L, 0L, 0L);
    }
  }

  @Test
  void saysWhatItServesAndWhere() {
    try (Predictors predictors = new Predictors(settings("cpu"))) {
      assertThat(predictors.checkpoint().id()).isEqualTo("tiny");
      assertThat(predictors.devices()).containsExactly("cpu");
      assertThat(predictors.classifiers()).hasSize(1);
    }
  }

  @Test
  void anUnknownDeviceIsAStartupFailure() {
    assertThatThrownBy(() -> new Predictors(settings("tpu")))
        .isInstanceOf(StartupException.class)
        .hasMessage("Unknown device 'tpu': use auto, cpu, or gpu0, gpu1, ….");
  }

  private static <T> T inThread(Supplier<T> supplier) throws Exception {
    FutureTask<T> task = new FutureTask<>(supplier::get);
    new Thread(task).start();
    return task.get();
  }

  private InferenceSettings settings(String device) {
    TorchEngine.configure(1);
    return new InferenceSettings(TinyCheckpoint.in(directory), device, BatchPlan.DEFAULT);
  }
}
