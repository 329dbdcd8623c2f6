package dev.newsdesk.trainer.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import org.junit.jupiter.api.Test;

class ExperimentsTest {

  @Test
  void holdsTheNotebooksEightUnderNamesOfTheirOwn() {
    assertThat(Experiments.all().stream().map(Experiment::name))
        .containsExactly(
            "rnn-max",
            "rnn-mean",
            "gru-max",
            "gru-mean",
            "bigru2-max",
            "bigru2-mean",
            "lstm2-max",
            "lstm2-mean");
    assertThat(Experiments.all())
        .allMatch(experiment -> experiment.protocol().equals(Protocol.NOTEBOOK));
  }

  @Test
  void buildsTheNetworkThatItsNameSays() {
    assertThat(Experiments.named("bigru2-mean").architecture(11_842, 4))
        .isEqualTo(
            new Architecture(RecurrentKind.GRU, 2, true, 256, Pooling.MEAN, 0.20, 11_842, 4));
  }

  @Test
  void listsTheExperimentsWhenOneIsUnknown() {
    assertThatThrownBy(() -> Experiments.named("lstm3-max"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Unknown experiment 'lstm3-max': choose among rnn-max, rnn-mean, gru-max, gru-mean,"
                + " bigru2-max, bigru2-mean, lstm2-max, lstm2-mean.");
  }
}
