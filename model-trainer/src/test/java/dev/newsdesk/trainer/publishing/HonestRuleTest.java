package dev.newsdesk.trainer.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import dev.newsdesk.trainer.TinyStateDict;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HonestRuleTest {

  private final HonestRule rule = new HonestRule();

  @TempDir private Path place = Path.of("");

  @TempDir private Path folder = Path.of("");

  @Test
  void admitsWhateverIsHonestWhereNothingWasPublished() {
    assertThatCode(() -> rule.check(manifest(Pooling.TOKEN_MAX, 0.3), 0.3, place))
        .doesNotThrowAnyException();
  }

  @Test
  void admitsWhatIsAsGoodOnTheHeldOutRowsAsThePublishedOne() throws IOException {
    publish(manifest(Pooling.TOKEN_MAX, 0.9));

    assertThatCode(() -> rule.check(manifest(Pooling.TOKEN_MEAN, 0.9), 0.9, place))
        .doesNotThrowAnyException();
  }

  @Test
  void admitsWhatIsHonestInPlaceOfWhatIsNot() throws IOException {
    publish(manifest(Pooling.MAX, null));

    assertThatCode(() -> rule.check(manifest(Pooling.TOKEN_MAX, 0.3), 0.3, place))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesWhatIsWorseOnTheHeldOutRowsThanThePublishedOne() throws IOException {
    publish(manifest(Pooling.TOKEN_MAX, 0.9123));

    assertThatThrownBy(() -> rule.check(manifest(Pooling.TOKEN_MAX, 0.9012), 0.9012, place))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The checkpoint one-1 is right on 90.12 % of the held-out rows and the published one on"
                + " 91.23 %: publish a better one, or insist with --force.");
  }

  @Test
  void refusesWhatOnlyTheTestSetSelected() {
    assertThatThrownBy(() -> rule.check(manifest(Pooling.TOKEN_MAX, null), null, place))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "No held-out rows selected these weights of one, so only the test set could tell how good"
                + " they are: publish the epoch that a finished run selected on rows it kept aside,"
                + " or insist with --force.");
  }

  @Test
  void refusesANetworkThatReadsThePadding() {
    assertThatThrownBy(() -> rule.check(manifest(Pooling.MEAN, 0.95), 0.95, place))
        .isInstanceOf(TrainingException.class)
        .hasMessage(
            "The network of one reads the padding, so an article's label would depend on its"
                + " batch-mates: publish one with token pooling and one direction, or insist with"
                + " --force.");
  }

  @Test
  void statesInTheModelCardWhatTheManifestSays() {
    String card = ModelCard.of(manifest(Pooling.TOKEN_MAX, 0.9123));

    assertThat(card)
        .startsWith("# one-1\n")
        .contains("1-layer GRU, 8 wide, token max pooling over time, 40 words.")
        .contains("AG News, 950 of its training rows; experiment `one`, weights after epoch 2")
        .contains("50 further training rows")
        .contains("| held out, 50 | 91.23 % |")
        .contains("| full test set, 7,600 | 90.00 % |")
        .contains("The sampling error of the last is 0.34 points")
        .contains("non-commercial use")
        .endsWith("\n");
  }

  @Test
  void saysInTheModelCardWhenTheNetworkReadsThePadding() {
    assertThat(ModelCard.of(manifest(Pooling.MAX, null)))
        .contains("The network reads the padding")
        .doesNotContain("held out, ")
        .doesNotContain("no part in choosing");
  }

  private void publish(CheckpointManifest manifest) throws IOException {
    Vocabulary words =
        new Vocabulary(Files.readAllLines(TinyStateDict.vocabulary(folder.resolve("words"))));
    Architecture architecture = TinyStateDict.architecture(RecurrentKind.GRU, 1, false);
    Path file = TinyStateDict.weights(folder.resolve("weights"), architecture);
    Weights weights = Weights.ofSafetensors(Files.readAllBytes(file));
    GoldenSample sample =
        new GoldenSample(
            "goal", AgNews.LABELS.stream().collect(Collectors.toMap(l -> l, l -> 0.25)));
    CheckpointManifest small =
        new CheckpointManifest(
            manifest.formatVersion(),
            manifest.id(),
            architecture,
            manifest.text(),
            manifest.labels(),
            manifest.training(),
            manifest.accuracy(),
            manifest.predictions(),
            manifest.sha256());
    CheckpointWriter.write(
        new Checkpoint(small, words, weights, List.of(sample), "# one\n"), place);
    assertThat(CheckpointReader.isIn(place)).isTrue();
  }

  private static CheckpointManifest manifest(Pooling pooling, @Nullable Double heldOut) {
    return new CheckpointManifest(
        Checkpoint.FORMAT_VERSION,
        "one-1",
        new Architecture(RecurrentKind.GRU, 1, false, 8, pooling, 0, 0, 40, 4),
        new CheckpointManifest.TextPipeline(WordTokenizer.NAME, 256, 25),
        AgNews.LABELS,
        new CheckpointManifest.Training(
            "one", "AG News", 950, heldOut == null ? 0 : 50, 2, 42, Map.of("djl", "0.36.0")),
        new CheckpointManifest.Accuracy(0.91, 0.9, 7_600, heldOut, null),
        null,
        Map.of());
  }
}
