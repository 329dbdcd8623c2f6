package dev.newsdesk.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import java.util.HashMap;
import java.util.Map;

/**
 * PyTorch's Adam with its default coefficients. DJL's own keeps its moments to itself, so that a
 * run could not go on after a stop; its native update is used here with moments of our own.
 *
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.optim.Adam.html">the formula</a>
 */
final class Adam {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final RecurrentTextClassifier network;
  private final double learningRate;
  private final Map<String, NDArray> means = new HashMap<>();
  private final Map<String, NDArray> variances = new HashMap<>();
  private int steps;

  /** Starts with zero moments, held by {@code manager}. */
  Adam(RecurrentTextClassifier network, double learningRate, NDManager manager) {
    this.network = network;
    this.learningRate = learningRate;
    for (Parameter parameter : network.getParameters().values()) {
      means.put(parameter.getName(), manager.zeros(parameter.getShape()));
      variances.put(parameter.getName(), manager.zeros(parameter.getShape()));
    }
  }

  /** Updates all parameters from their gradients and sets the gradients to zero. */
  void step() {
    steps++;
    double meanCorrection = 1 - Math.pow(BETA1, steps);
    double varianceCorrection = Math.sqrt(1 - Math.pow(BETA2, steps));
    // PyTorch corrects the variance before adding epsilon and the native update after it: an
    // epsilon scaled by the same factor makes them one formula.
    float rate = (float) (learningRate * varianceCorrection / meanCorrection);
    float epsilon = (float) (EPSILON * varianceCorrection);
    for (Parameter parameter : network.getParameters().values()) {
      NDArray value = parameter.getArray();
      NDArray mean = moment(means, parameter);
      NDArray variance = moment(variances, parameter);
      try (NDArray gradient = value.getGradient()) {
        value
            .getNDArrayInternal()
            .adamUpdate(
                new NDList(value, gradient, mean, variance),
                new NDList(value),
                (float) learningRate,
                rate,
                0f,
                1f,
                -1f,
                (float) BETA1,
                (float) BETA2,
                epsilon,
                false,
                false);
      }
    }
  }

  /** Returns the moments, named by parameter, for saving. */
  NDList moments() {
    NDList moments = new NDList();
    for (Parameter parameter : network.getParameters().values()) {
      moments.add(named(moment(means, parameter), "mean." + parameter.getName()));
      moments.add(named(moment(variances, parameter), "variance." + parameter.getName()));
    }
    return moments;
  }

  /** Goes on where saved moments ended. */
  void restore(NDList moments, int stepsDone) {
    for (NDArray moment : moments) {
      String[] name = moment.getName().split("\\.", 2);
      NDArray target = (name[0].equals("mean") ? means : variances).get(name[1]);
      if (target == null) {
        throw new IllegalArgumentException("No parameter has the moment " + moment.getName());
      }
      moment.copyTo(target);
    }
    steps = stepsDone;
  }

  /** Returns how many steps were taken, over all epochs. */
  int steps() {
    return steps;
  }

  private static NDArray moment(Map<String, NDArray> moments, Parameter parameter) {
    NDArray moment = moments.get(parameter.getName());
    if (moment == null) {
      throw new IllegalStateException("No moment for the parameter " + parameter.getName());
    }
    return moment;
  }

  private static NDArray named(NDArray array, String name) {
    array.setName(name);
    return array;
  }
}
