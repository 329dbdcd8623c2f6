package dev.newsdesk.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentsTest {

  @Test
  void holdsTheNotebooksEightUnderNamesOfTheirOwn() {
    assertThat(Experiments.all().stream().limit(8))
        .allMatch(experiment -> experiment.protocol().equals(Protocol.NOTEBOOK))
        .extracting(Experiment::name)
        .containsExactly(
            "rnn-max",
            "rnn-mean",
            "gru-max",
            "gru-mean",
            "bigru2-max",
            "bigru2-mean",
            "lstm2-max",
            "lstm2-mean");
  }

  @Test
  void namesEachExperimentOnce() {
    assertThat(Experiments.all().stream().map(Experiment::name)).doesNotHaveDuplicates();
  }

  static Stream<Experiment> children() {
    return Experiments.all().stream().filter(experiment -> experiment.parent() != null);
  }

  @ParameterizedTest
  @MethodSource("children")
  void differsFromItsParentInOneSettingSoThatTheCauseOfAGainIsKnown(Experiment child) {
    Experiment parent = Experiments.named(Objects.requireNonNull(child.parent()));

    assertThat(Change.between(parent, child)).as("changes of " + child.name()).hasSize(1);
  }

  @Test
  void twoChangesAtOnceAreSeenAsTwo() {
    Experiment parent = Experiments.named("gru-max");
    Experiment child =
        parent.withPooling("step", Pooling.TOKEN_MAX).withSelection("child", Selection.HELD_OUT);

    assertThat(Change.between(parent, child))
        .containsExactly(
            new Change("pooling", "MAX", "TOKEN_MAX"),
            new Change("selection", "TEST_SAMPLE", "HELD_OUT"));
  }

  @Test
  void everySettingOfAnExperimentIsCompared() {
    Experiment one = Experiments.named("rnn-max");
    Experiment other =
        new Experiment(
            "other",
            "rnn-max",
            RecurrentKind.LSTM,
            2,
            true,
            Pooling.MEAN,
            0.5,
            0.4,
            new Protocol(8, 2, 9, 3, 4, 0.1, 7, Selection.HELD_OUT, 0.5));

    assertThat(Change.between(one, other))
        .extracting(Change::setting)
        .containsExactly(
            "recurrent",
            "layers",
            "bidirectional",
            "pooling",
            "dropout",
            "embeddingDropout",
            "hiddenSize",
            "vocabularyThreshold",
            "maxLength",
            "batchSize",
            "epochs",
            "learningRate",
            "seed",
            "selection",
            "rowShare");
  }

  @Test
  void buildsTheNetworkThatItsNameSays() {
    assertThat(Experiments.named("bigru2-mean").architecture(11_842, 4))
        .isEqualTo(
            new Architecture(RecurrentKind.GRU, 2, true, 256, Pooling.MEAN, 0.20, 0, 11_842, 4));
  }

  @Test
  void listsTheExperimentsWhenOneIsUnknown() {
    assertThatThrownBy(() -> Experiments.named("lstm3-max"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Unknown experiment 'lstm3-max': choose among rnn-max, rnn-mean, gru-max, ")
        .hasMessageEndingWith(".");
  }
}
