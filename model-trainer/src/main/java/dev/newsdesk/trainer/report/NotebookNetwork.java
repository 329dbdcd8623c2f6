package dev.newsdesk.trainer.report;

import java.util.List;

/**
 * One of the notebook's networks with the figures that the notebook gives for it.
 *
 * @param name as the experiments' names begin
 * @param title as a reader knows it
 * @param gated whether its cells have gates
 * @param max accuracy with max pooling, in [0, 1]
 * @param mean accuracy with mean pooling, in [0, 1]
 */
record NotebookNetwork(String name, String title, boolean gated, double max, double mean) {

  /** Rows that the notebook trained on. */
  static final int TRAIN_ROWS = 120_000;

  /** The four, in the notebook's order. */
  static final List<NotebookNetwork> ALL =
      List.of(
          new NotebookNetwork("rnn", "RNN", false, 0.9012, 0.9064),
          new NotebookNetwork("gru", "GRU", true, 0.9134, 0.9116),
          new NotebookNetwork("bigru2", "bidirectional GRU, two layers", true, 0.9162, 0.9152),
          new NotebookNetwork("lstm2", "LSTM, two layers", true, 0.9196, 0.9168));

  /** The notebook's ways of pooling. */
  static final List<String> POOLINGS = List.of("max", "mean");

  /** Returns the name of its experiment with a way of pooling. */
  String experiment(String pooling) {
    return name + "-" + pooling;
  }

  /** Returns the notebook's accuracy with a way of pooling. */
  double accuracy(String pooling) {
    return pooling.equals("max") ? max : mean;
  }
}
