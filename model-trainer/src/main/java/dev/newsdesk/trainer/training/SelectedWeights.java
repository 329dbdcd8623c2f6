package dev.newsdesk.trainer.training;

import ai.djl.Device;
import ai.djl.Model;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.Answers;
import dev.newsdesk.trainer.evaluation.Evaluator;
import dev.newsdesk.trainer.experiment.Experiment;

/** The one reading of the test set that a run selected by a held-out part gets. */
final class SelectedWeights {

  private final Experiment experiment;
  private final TrainingSet data;

  SelectedWeights(Experiment experiment, TrainingSet data) {
    this.experiment = experiment;
    this.data = data;
  }

  /** Evaluates the weights at the end of an epoch on the test set and the notebook's sample. */
  Reading read(RunRecord.Epoch epoch, Weights weights, Device device) {
    RecurrentTextClassifier network =
        new RecurrentTextClassifier(
            experiment.architecture(data.vocabulary().size(), AgNews.LABELS.size()));
    try (Model model = Model.newInstance(experiment.name(), device, TorchEngine.NAME)) {
      weights.applyTo(network, model.getNDManager());
      model.setBlock(network);
      Evaluator evaluator = new Evaluator(AgNews.LABELS);
      try (BatchPredictor predictor =
          new BatchPredictor(
              model,
              new TextEncoder(data.vocabulary()),
              AgNews.LABELS,
              experiment.protocol().maxLength())) {
        Answers test = evaluator.answer(predictor, data.test());
        return new Reading(
            epoch.epoch(),
            epoch.steps(),
            evaluator.evaluate(predictor, data.sample()),
            test.evaluation(),
            test.classes());
      }
    }
  }
}
