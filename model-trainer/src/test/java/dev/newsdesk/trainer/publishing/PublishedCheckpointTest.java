package dev.newsdesk.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.trainer.SmallExperiment;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.training.RecordDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The checkpoint that the repository ships. */
class PublishedCheckpointTest {

  private static final Path CHECKPOINT = Path.of("..", "checkpoint");
  private static final long TEN_MEGABYTES = 10_000_000;

  @Test
  void isSmallEnoughToBeCommitted() throws IOException {
    try (Stream<Path> files = Files.list(CHECKPOINT)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(TEN_MEGABYTES);
    }
  }

  @Test
  void isTheOneThatTheReportTellsOf() {
    Published recorded =
        new RecordDirectory(Path.of("records"))
            .read(Published.RECORD, Published.class)
            .orElseThrow();

    assertThat(CheckpointReader.read(CHECKPOINT).manifest().id()).isEqualTo(recorded.checkpoint());
  }

  /** Guarantee 2, on words of its own vocabulary. */
  @Property(tries = 20)
  void givesAnArticleInAnyBatchAndOrderWhatItGivesItAlone(
      @ForAll @IntRange(min = 2, max = 64) int batchSize, @ForAll long seed) {
    SmallExperiment.startEngine();
    try (TextClassifier classifier = TextClassifier.load(CHECKPOINT, Device.cpu());
        BatchPredictor predictor = classifier.newPredictor()) {
      assertThat(classifier.checkpoint().manifest().architecture().isBatchInvariant()).isTrue();
      List<String> words = classifier.checkpoint().vocabulary().words();
      Random random = new Random(seed);
      List<String> texts = new ArrayList<>();
      while (texts.size() < batchSize) {
        texts.add(text(words, random));
      }
      List<Prediction> alone =
          texts.stream().map(text -> predictor.classify(List.of(text)).get(0)).toList();
      List<String> shuffled = new ArrayList<>(texts);
      Collections.shuffle(shuffled, random);

      List<Prediction> together =
          predictor.classifyTogether(shuffled.stream().map(classifier.encoder()::encode).toList());

      for (int i = 0; i < batchSize; i++) {
        Prediction expected = alone.get(texts.indexOf(shuffled.get(i)));
        for (String label : AgNews.LABELS) {
          assertThat(together.get(i).probabilities().get(label))
              .isCloseTo(expected.probabilities().get(label), within(1e-5));
        }
      }
    }
  }

  private static String text(List<String> words, Random random) {
    return random
        .ints(1 + random.nextInt(90), 4, words.size())
        .mapToObj(words::get)
        .collect(Collectors.joining(" "));
  }
}
