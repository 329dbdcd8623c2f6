package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.newsdesk.classifier.network.RecurrentTextClassifier;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.SmallExperiment;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdamTest {

  private static final double LEARNING_RATE = 1e-2;

  private NDManager manager;
  private RecurrentTextClassifier network;

  @BeforeEach
  void initialize() {
    SmallExperiment.startEngine();
    manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME);
    network = new RecurrentTextClassifier(SmallExperiment.gru().architecture(6, 4));
    network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void followsPyTorchsFormulaOverSeveralSteps() {
    Adam adam = new Adam(network, LEARNING_RATE, manager);
    Map<String, Formula> expected = new HashMap<>();
    for (Parameter parameter : network.getParameters().values()) {
      expected.put(parameter.getName(), new Formula(parameter.getArray().toFloatArray()));
    }

    for (int step = 1; step <= 8; step++) {
      backward(step);
      for (Parameter parameter : network.getParameters().values()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          formula(expected, parameter).step(gradient.toFloatArray());
        }
      }
      adam.step();
      for (Parameter parameter : network.getParameters().values()) {
        assertClose(
            parameter.getName(),
            parameter.getArray().toFloatArray(),
            formula(expected, parameter).values);
      }
    }
    assertThat(adam.steps()).isEqualTo(8);
  }

  @Test
  void leavesNoGradientForTheNextStep() {
    Adam adam = new Adam(network, LEARNING_RATE, manager);

    backward(1);
    adam.step();

    for (Parameter parameter : network.getParameters().values()) {
      try (NDArray gradient = parameter.getArray().getGradient()) {
        assertThat(gradient.toFloatArray()).as(parameter.getName()).containsOnly(0f);
      }
    }
  }

  @Test
  void goesOnFromSavedMomentsAsIfItHadNotStopped() {
    Adam adam = new Adam(network, LEARNING_RATE, manager);
    Map<String, Formula> expected = new HashMap<>();
    for (Parameter parameter : network.getParameters().values()) {
      expected.put(parameter.getName(), new Formula(parameter.getArray().toFloatArray()));
    }
    for (int step = 1; step <= 6; step++) {
      if (step == 4) {
        byte[] saved = adam.moments().encode(NDList.Encoding.SAFETENSORS);
        adam = new Adam(network, LEARNING_RATE, manager);
        adam.restore(NDList.decode(manager, saved), 3);
      }
      backward(step);
      for (Parameter parameter : network.getParameters().values()) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
          formula(expected, parameter).step(gradient.toFloatArray());
        }
      }
      adam.step();
    }
    for (Parameter parameter : network.getParameters().values()) {
      assertClose(
          parameter.getName(),
          parameter.getArray().toFloatArray(),
          formula(expected, parameter).values);
    }
  }

  /** Computes gradients that differ from step to step and are far from, near and at zero. */
  private void backward(int step) {
    ParameterStore parameters = new ParameterStore(manager, false);
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getEngine(TorchEngine.NAME).newGradientCollector()) {
      NDArray ids = scope.create(new int[] {1, 4, 2, 1, step % 2 == 0 ? 5 : 4, 2}, new Shape(2, 3));
      NDArray logits =
          network.forward(parameters, new NDList(ids, scope.create(new int[] {3, 3})), true).head();
      collector.backward(logits.get(":,0").mul(step * 10f).add(logits.get(":,1").pow(2)).sum());
    }
  }

  private static Formula formula(Map<String, Formula> formulas, Parameter parameter) {
    return Objects.requireNonNull(formulas.get(parameter.getName()));
  }

  private static void assertClose(String name, float[] actual, double[] expected) {
    assertThat(actual).as(name).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("%s[%d]", name, i).isCloseTo(expected[i], within(1e-6));
    }
  }

  /** The formula of PyTorch's documentation, with its default coefficients. */
  private static final class Formula {

    private final double[] values;
    private final double[] means;
    private final double[] variances;
    private int steps;

    Formula(float[] start) {
      values = new double[start.length];
      for (int i = 0; i < start.length; i++) {
        values[i] = start[i];
      }
      means = new double[start.length];
      variances = new double[start.length];
    }

    void step(float[] gradient) {
      steps++;
      for (int i = 0; i < values.length; i++) {
        means[i] = 0.9 * means[i] + 0.1 * gradient[i];
        variances[i] = 0.999 * variances[i] + 0.001 * gradient[i] * gradient[i];
        double mean = means[i] / (1 - Math.pow(0.9, steps));
        double variance = variances[i] / (1 - Math.pow(0.999, steps));
        values[i] -= LEARNING_RATE * mean / (Math.sqrt(variance) + 1e-8);
      }
    }
  }
}
