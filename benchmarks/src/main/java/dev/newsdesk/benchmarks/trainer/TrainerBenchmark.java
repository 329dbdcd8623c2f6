package dev.newsdesk.benchmarks.trainer;

import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.trainer.experiment.Experiments;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A step of 32 texts, the trainer's and with bare engine calls. {@link TrainerComparison} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TrainerBenchmark {

  /** The experiment whose network is trained. */
  @Param({"gru-max", "lstm2-max"})
  public String network = "";

  private @Nullable StepPair steps;

  /** Starts the engine as the trainer does and draws weights. */
  @Setup
  public void prepare() {
    TorchEngine.configure(1);
    TorchEngine.start();
    steps = new StepPair(Experiments.named(network));
  }

  /** Collates, and lets block, parameter store and optimizer do the step. */
  @Benchmark
  public float trainerStep() {
    return Objects.requireNonNull(steps).trainerStep();
  }

  /** Calls the engine. */
  @Benchmark
  public float bareStep() {
    return Objects.requireNonNull(steps).bareStep();
  }

  /** Frees the arrays. */
  @TearDown
  public void close() {
    Objects.requireNonNull(steps).close();
  }
}
