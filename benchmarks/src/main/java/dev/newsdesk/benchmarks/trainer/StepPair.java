package dev.newsdesk.benchmarks.trainer;

import ai.djl.Device;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.Example;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.training.TrainingSession;
import dev.newsdesk.trainer.training.TrainingSet;
import java.util.List;

/** Both ways to take a step, from the same weights and over the same batches. For one thread. */
final class StepPair implements AutoCloseable {

  private final List<List<Example>> batches = SyntheticBatches.batches();
  private final TrainingSession session;
  private final BareSteps bare;
  private int steps;

  /** Prepares an experiment's network; the engine must have been started. */
  StepPair(Experiment experiment) {
    Vocabulary vocabulary = SyntheticBatches.vocabulary();
    TrainingSet words = new TrainingSet(vocabulary, List.of(), List.of(), List.of(), List.of());
    session = new TrainingSession(experiment, words, Device.cpu(), null);
    bare =
        new BareSteps(
            experiment.architecture(vocabulary.size(), AgNews.LABELS.size()),
            experiment.protocol(),
            session.save().weights(),
            batches);
  }

  /** Takes the next step as a training run does and returns its loss. */
  float trainerStep() {
    session.beginStep(1, steps);
    return session.step(batches.get(steps++ % batches.size()));
  }

  /** Takes the next step with bare engine calls and returns its loss. */
  float bareStep() {
    return bare.step();
  }

  /** Returns how many arrays the bare steps hold. */
  int heldByBareSteps() {
    return bare.heldArrays();
  }

  @Override
  public void close() {
    bare.close();
    session.close();
  }
}
