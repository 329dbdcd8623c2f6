package dev.newsdesk.stream.app;

import ai.djl.Device;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.stream.classification.ArticleClassifier;
import dev.newsdesk.stream.config.InferenceSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The checkpoint on every device in use, and one predictor a stream thread however many partitions
 * the thread has. With several GPUs, a thread takes the one that the fewest use. Thread-safe.
 */
final class Predictors implements AutoCloseable {

  private final InferenceSettings settings;
  private final List<Device> devices;
  private final List<TextClassifier> classifiers = new ArrayList<>();
  private final Map<Thread, Shared> byThread = new HashMap<>();

  /**
   * Loads the checkpoint on each device.
   *
   * @throws StartupException when there is no such device, or the network does not run on it
   * @throws dev.newsdesk.classifier.checkpoint.CheckpointException when the checkpoint is not sound
   */
  Predictors(InferenceSettings settings) {
    this(settings, () -> TorchEngine.devices(settings.device()));
  }

  /** Takes the devices from elsewhere. */
  Predictors(InferenceSettings settings, Supplier<List<Device>> available) {
    this.settings = settings;
    try {
      devices = available.get();
      for (Device device : devices) {
        classifiers.add(TextClassifier.load(settings.checkpoint(), device));
      }
    } catch (IllegalArgumentException e) {
      close();
      throw new StartupException(String.valueOf(e.getMessage()), e);
    } catch (PredictionException e) {
      close();
      throw new StartupException(
          "The checkpoint "
              + settings.checkpoint()
              + " does not run on device "
              + settings.device()
              + " ("
              + InnermostCause.of(e)
              + "): name another device, or publish it again.",
          e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Returns what is served. */
  CheckpointManifest checkpoint() {
    return classifiers.get(0).checkpoint().manifest();
  }

  /** Returns the checkpoint on each device. */
  List<TextClassifier> classifiers() {
    return List.copyOf(classifiers);
  }

  /** Returns the devices' names. */
  List<String> devices() {
    return devices.stream()
        .map(device -> device.isGpu() ? "gpu" + device.getDeviceId() : "cpu")
        .toList();
  }

  /**
   * Returns the calling thread's predictor; every one returned is to be closed.
   *
   * @param listener is told what each call took
   */
  synchronized ArticleClassifier.Network ofThisThread(Consumer<PredictionWork> listener) {
    Thread thread = Thread.currentThread();
    Shared shared = byThread.get(thread);
    if (shared == null) {
      TextClassifier on = leastUsed();
      shared = new Shared(thread, on.newPredictor(settings.plan(), listener), on);
      byThread.put(thread, shared);
    }
    shared.users++;
    return new Handle(shared);
  }

  /** Returns how many threads use each device. */
  synchronized List<Long> threads() {
    return classifiers.stream().map(this::threadsOn).toList();
  }

  /** The device with the fewest threads: a plain turn drifts when threads come and go. */
  private TextClassifier leastUsed() {
    return Collections.min(classifiers, Comparator.comparingLong(this::threadsOn));
  }

  private long threadsOn(TextClassifier classifier) {
    return byThread.values().stream().filter(shared -> shared.on == classifier).count();
  }

  private synchronized void release(Shared shared) {
    shared.users--;
    if (shared.users == 0) {
      byThread.remove(shared.thread);
      shared.predictor.close();
    }
  }

  /** Frees the weights; the threads must be gone. */
  @Override
  public void close() {
    classifiers.forEach(TextClassifier::close);
  }

  /** A thread's predictor, and how many of its partitions use it. */
  private static final class Shared {

    private final Thread thread;
    private final BatchPredictor predictor;
    private final TextClassifier on;
    private int users;

    Shared(Thread thread, BatchPredictor predictor, TextClassifier on) {
      this.thread = thread;
      this.predictor = predictor;
      this.on = on;
    }
  }

  /** One partition's use of a predictor. */
  private final class Handle implements ArticleClassifier.Network {

    private final Shared shared;
    private boolean closed;

    Handle(Shared shared) {
      this.shared = shared;
    }

    @Override
    public List<Prediction> classify(List<String> texts) {
      return shared.predictor.classify(texts);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        release(shared);
      }
    }
  }
}
