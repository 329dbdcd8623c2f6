package dev.newsdesk.trainer.experiment;

import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import java.util.List;
import java.util.stream.Collectors;

/** All experiments there are; a new one is added here and nowhere else. */
public final class Experiments {

  private static final List<Experiment> ALL =
      List.of(
          notebook("rnn-max", RecurrentKind.RNN, 1, false, Pooling.MAX, 0.15),
          notebook("rnn-mean", RecurrentKind.RNN, 1, false, Pooling.MEAN, 0.15),
          notebook("gru-max", RecurrentKind.GRU, 1, false, Pooling.MAX, 0.05),
          notebook("gru-mean", RecurrentKind.GRU, 1, false, Pooling.MEAN, 0.05),
          notebook("bigru2-max", RecurrentKind.GRU, 2, true, Pooling.MAX, 0.20),
          notebook("bigru2-mean", RecurrentKind.GRU, 2, true, Pooling.MEAN, 0.20),
          notebook("lstm2-max", RecurrentKind.LSTM, 2, false, Pooling.MAX, 0.05),
          notebook("lstm2-mean", RecurrentKind.LSTM, 2, false, Pooling.MEAN, 0.05));

  private Experiments() {}

  /** Returns all experiments. */
  public static List<Experiment> all() {
    return ALL;
  }

  /**
   * Returns the experiment of a name.
   *
   * @throws IllegalArgumentException when there is none; the message lists those there are
   */
  public static Experiment named(String name) {
    return ALL.stream()
        .filter(experiment -> experiment.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown experiment '"
                        + name
                        + "': choose among "
                        + ALL.stream().map(Experiment::name).collect(Collectors.joining(", "))
                        + "."));
  }

  private static Experiment notebook(
      String name,
      RecurrentKind recurrent,
      int layers,
      boolean bidirectional,
      Pooling pooling,
      double dropout) {
    return new Experiment(
        name, recurrent, layers, bidirectional, pooling, dropout, Protocol.NOTEBOOK);
  }
}
