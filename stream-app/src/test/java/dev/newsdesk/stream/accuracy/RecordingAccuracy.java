package dev.newsdesk.stream.accuracy;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Counts what it is told. */
final class RecordingAccuracy implements AccuracyListener {

  final Map<LabelOutcome, Long> outcomes = new EnumMap<>(LabelOutcome.class);
  final Map<PredictionOutcome, Long> read = new EnumMap<>(PredictionOutcome.class);
  final Map<String, Long> confusions = new HashMap<>();
  long unlabelled;

  @Override
  public void labels(LabelOutcome outcome, long labels) {
    outcomes.merge(outcome, labels, Long::sum);
  }

  @Override
  public void read(PredictionOutcome outcome) {
    read.merge(outcome, 1L, Long::sum);
  }

  @Override
  public void met(String checkpointId, String labelled, String predicted) {
    confusions.merge(checkpointId + ": " + labelled + " as " + predicted, 1L, Long::sum);
  }

  @Override
  public void unlabelled(long articles) {
    unlabelled += articles;
  }
}
