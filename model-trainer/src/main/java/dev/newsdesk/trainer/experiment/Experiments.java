package dev.newsdesk.trainer.experiment;

import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import java.util.List;
import java.util.stream.Collectors;

/** All experiments there are; a new one is added here and nowhere else. */
public final class Experiments {

  private static final Experiment RNN = notebook("rnn-max", RecurrentKind.RNN, 1, false, 0.15);
  private static final Experiment GRU = notebook("gru-max", RecurrentKind.GRU, 1, false, 0.05);
  private static final Experiment BIGRU2 = notebook("bigru2-max", RecurrentKind.GRU, 2, true, 0.20);
  private static final Experiment LSTM2 = notebook("lstm2-max", RecurrentKind.LSTM, 2, false, 0.05);

  private static final Experiment GRU_HELD_OUT =
      GRU.withSelection("gru-max-held-out", Selection.HELD_OUT);
  private static final Experiment GRU_TOKENS =
      GRU_HELD_OUT.withPooling("gru-token-max", Pooling.TOKEN_MAX);
  private static final Experiment GRU_TOKENS_DROP =
      GRU_TOKENS.withEmbeddingDropout("gru-token-max-drop", 0.5);

  private static final List<Experiment> ALL =
      List.of(
          RNN,
          RNN.withPooling("rnn-mean", Pooling.MEAN),
          GRU,
          GRU.withPooling("gru-mean", Pooling.MEAN),
          BIGRU2,
          BIGRU2.withPooling("bigru2-mean", Pooling.MEAN),
          LSTM2,
          LSTM2.withPooling("lstm2-mean", Pooling.MEAN),
          GRU_HELD_OUT,
          GRU_TOKENS,
          GRU_TOKENS.withPooling("gru-token-mean", Pooling.TOKEN_MEAN),
          GRU_TOKENS_DROP,
          GRU_TOKENS_DROP.withRowShare("gru-token-max-drop-50", 0.5),
          GRU_TOKENS_DROP.withRowShare("gru-token-max-drop-25", 0.25));

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

  /** Starts the line of one of the notebook's networks. */
  private static Experiment notebook(
      String name, RecurrentKind recurrent, int layers, boolean bidirectional, double dropout) {
    return new Experiment(
        name, null, recurrent, layers, bidirectional, Pooling.MAX, dropout, 0, Protocol.NOTEBOOK);
  }
}
