package dev.newsdesk.trainer.training;

import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.Answers;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.evaluation.Evaluator;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Selection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * The notebook's {@code training}, epoch by epoch: shuffled batches, evaluated at step 0 and
 * half-way; where a held-out part selects, that part at the end instead.
 */
final class EpochTrainer {

  private final Experiment experiment;
  private final TrainingSet data;
  private final TrainingSession session;
  private final TrainingListener listener;
  private final BooleanSupplier stopRequested;
  private final Evaluator evaluator = new Evaluator(AgNews.LABELS);

  EpochTrainer(
      Experiment experiment,
      TrainingSet data,
      TrainingSession session,
      TrainingListener listener,
      BooleanSupplier stopRequested) {
    this.experiment = experiment;
    this.data = data;
    this.session = session;
    this.listener = listener;
    this.stopRequested = stopRequested;
  }

  /** Returns how many batches an epoch has. */
  int stepsPerEpoch() {
    int size = experiment.protocol().batchSize();
    return (data.train().size() + size - 1) / size;
  }

  /** Trains from where an epoch is to its end, or until a stop is requested. */
  EpochProgress run(EpochProgress start) {
    long began = System.nanoTime();
    List<List<Example>> batches = shuffledBatches(start.epoch());
    listener.epochBegan(start.epoch(), experiment.protocol().epochs(), data.train().size());
    batches.subList(0, start.steps()).forEach(batch -> listener.passedOver(batch.size()));
    EpochProgress progress = start;
    while (progress.steps() < batches.size() && !stopRequested.getAsBoolean()) {
      List<Example> batch = batches.get(progress.steps());
      session.beginStep(progress.epoch(), progress.steps());
      float loss = session.step(batch);
      listener.stepped(batch.size(), loss);
      boolean evaluates = progress.steps() == 0 || progress.steps() == batches.size() / 2;
      progress = progress.stepped(loss);
      if (evaluates && experiment.protocol().selection() == Selection.TEST_SAMPLE) {
        progress = progress.evaluated(read(progress));
        listener.evaluated(progress.lastEvaluation());
      }
    }
    return progress.after(secondsSince(began));
  }

  /** Evaluates at the end of an epoch. */
  RunRecord.Epoch finish(EpochProgress progress) {
    long began = System.nanoTime();
    boolean onTest = experiment.protocol().selection() == Selection.TEST_SAMPLE;
    Evaluation evaluation = evaluate(onTest ? data.test() : data.heldOut());
    return new RunRecord.Epoch(
        progress.epoch(),
        progress.steps(),
        progress.lossSum() / progress.steps(),
        progress.seconds() + secondsSince(began),
        ResidentMemory.mebibytes(),
        onTest ? evaluation : null,
        onTest ? null : evaluation);
  }

  private Reading read(EpochProgress progress) {
    Evaluation sample = evaluate(data.sample());
    Answers test = answer(data.test());
    return new Reading(
        progress.epoch(), progress.steps(), sample, test.evaluation(), test.classes());
  }

  private Evaluation evaluate(List<Example> examples) {
    return answer(examples).evaluation();
  }

  private Answers answer(List<Example> examples) {
    try {
      return evaluator.answer(session.predictor(), examples);
    } catch (PredictionException e) {
      throw new TrainingException(
          "The network cannot be evaluated after step "
              + session.steps()
              + " ("
              + TrainingException.cause(e)
              + "): lower the learning rate.",
          e);
    }
  }

  /** Returns the epoch's batches; their order depends on nothing but the seed and the epoch. */
  private List<List<Example>> shuffledBatches(int epoch) {
    List<Example> shuffled = new ArrayList<>(data.train());
    Collections.shuffle(shuffled, new Random(experiment.protocol().seed() + epoch));
    int size = experiment.protocol().batchSize();
    List<List<Example>> batches = new ArrayList<>();
    for (int start = 0; start < shuffled.size(); start += size) {
      batches.add(shuffled.subList(start, Math.min(start + size, shuffled.size())));
    }
    return batches;
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
