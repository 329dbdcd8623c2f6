package dev.newsdesk.trainer.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.Evaluation;
import dev.newsdesk.trainer.evaluation.Evaluator;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Experiment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The notebook's {@code training}: epochs of shuffled batches, evaluated at 0 and half-way. */
public final class TrainingRun {

  private final Experiment experiment;
  private final TrainingSet data;
  private final RunDirectory directory;
  private final TrainingListener listener;
  private final Evaluator evaluator = new Evaluator(AgNews.LABELS);

  /** Prepares a run; the engine must have been started. */
  public TrainingRun(
      Experiment experiment, TrainingSet data, RunDirectory directory, TrainingListener listener) {
    this.experiment = experiment;
    this.data = data;
    this.directory = directory;
    this.listener = listener;
  }

  /**
   * Trains to the end, from the last finished epoch if there is one.
   *
   * @throws TrainingException when the folder holds another run, the loss is no longer finite or
   *     the disk refuses
   */
  public RunRecord run() {
    Optional<RunRecord> saved = directory.record();
    RunRecord record = saved.orElseGet(this::newRecord);
    requireSameRun(record);
    if (record.epochs().size() == experiment.protocol().epochs()) {
      return record;
    }
    directory.create();
    SavedState state = saved.isPresent() ? directory.lastState() : null;
    try (TrainingSession session = session(state, record.epochs().size())) {
      while (record.epochs().size() < experiment.protocol().epochs()) {
        record = runEpoch(session, record);
        directory.save(record.epochs().size(), session.save(), data.vocabulary(), record);
        listener.epochEnded(record.epochs().get(record.epochs().size() - 1));
      }
    }
    return record;
  }

  private TrainingSession session(@Nullable SavedState state, int epoch) {
    Device device = TorchEngine.device("auto", 0);
    try {
      return new TrainingSession(experiment, data, device, state);
    } catch (IllegalArgumentException e) {
      throw new TrainingException(
          "The saved state of epoch "
              + epoch
              + " is damaged ("
              + TrainingException.cause(e)
              + "): delete "
              + directory.epochDirectory(epoch)
              + " and resume.",
          e);
    }
  }

  private RunRecord runEpoch(TrainingSession session, RunRecord before) {
    int epoch = before.epochs().size() + 1;
    long began = System.nanoTime();
    List<List<Example>> batches = shuffledBatches(epoch);
    listener.epochBegan(epoch, experiment.protocol().epochs(), data.train().size());
    session.beginEpoch(epoch);
    List<RunRecord.Measurement> measured = new ArrayList<>();
    double lossSum = 0;
    for (int i = 0; i < batches.size(); i++) {
      float loss = session.step(batches.get(i));
      lossSum += loss;
      listener.stepped(batches.get(i).size(), loss);
      if (i == 0 || i == batches.size() / 2) {
        measured.add(measure(session, epoch, i + 1));
      }
    }
    Evaluation test = evaluate(session, data.test());
    RunRecord.Epoch finished =
        new RunRecord.Epoch(
            epoch,
            batches.size(),
            lossSum / batches.size(),
            (System.nanoTime() - began) / 1e9,
            ResidentMemory.mebibytes(),
            test);
    return before.with(finished, measured);
  }

  private RunRecord.Measurement measure(TrainingSession session, int epoch, int step) {
    RunRecord.Measurement measurement =
        new RunRecord.Measurement(
            epoch, step, evaluate(session, data.sample()), evaluate(session, data.test()));
    listener.evaluated(measurement);
    return measurement;
  }

  private Evaluation evaluate(TrainingSession session, List<Example> examples) {
    try {
      return evaluator.evaluate(session.predictor(), examples);
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

  private RunRecord newRecord() {
    Map<String, String> versions =
        Map.of(
            "djl", Engine.getDjlVersion(),
            "pytorch", Engine.getEngine(TorchEngine.NAME).getVersion(),
            "java", System.getProperty("java.version", "unknown"));
    return new RunRecord(
        experiment, data.train().size(), data.vocabulary().size(), List.of(), List.of(), versions);
  }

  private void requireSameRun(RunRecord record) {
    boolean same =
        record.experiment().equals(experiment)
            && record.trainRows() == data.train().size()
            && record.vocabularySize() == data.vocabulary().size();
    if (!same) {
      throw new TrainingException(
          "The run's folder holds another run of "
              + record.experiment().name()
              + " (other settings or other rows): name another folder with --runs, or delete it.");
    }
  }
}
