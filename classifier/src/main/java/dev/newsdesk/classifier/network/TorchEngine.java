package dev.newsdesk.classifier.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the PyTorch engine and picks devices. */
public final class TorchEngine {

  /** The engine's name in DJL. */
  public static final String NAME = "PyTorch";

  private static final Pattern GPU = Pattern.compile("gpu(\\d{1,3})");

  private TorchEngine() {}

  /**
   * Sets how many threads one operation is spread over; it counts only before the engine starts.
   *
   * <p>Several predictors with one thread each do more than one predictor with several.
   */
  public static void configure(int intraOpThreads) {
    // The engine reads these when it starts and offers no other way.
    setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(intraOpThreads));
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    // DJL reports its use to its makers unless told not to.
    setIfAbsent("OPT_OUT_TRACKING", "true");
  }

  /**
   * Starts the engine, once a process; a later call returns the same one.
   *
   * @throws EngineUnavailableException when its native libraries cannot be unpacked or loaded
   */
  public static Engine start() {
    try {
      return Engine.getEngine(NAME);
    } catch (EngineException | LinkageError | IllegalStateException e) {
      throw new EngineUnavailableException(
          "PyTorch cannot start on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " ("
              + e.getMessage()
              + "): it needs Linux, Windows or macOS as the README lists them, and room for its"
              + " libraries in ~/.djl.ai or DJL_CACHE_DIR.",
          e);
    }
  }

  /**
   * Returns the device of a name: {@code cpu}, {@code gpu0}, {@code gpu1}, …, or {@code auto} for a
   * GPU where there is one.
   *
   * @param turn number of the asking thread; with {@code auto}, threads take several GPUs in turn
   * @throws IllegalArgumentException when there is no such device
   */
  public static Device device(String name, int turn) {
    int gpus = start().getGpuCount();
    if (name.equals("auto")) {
      return gpus == 0 ? Device.cpu() : Device.gpu(Math.floorMod(turn, gpus));
    }
    if (name.equals("cpu")) {
      return Device.cpu();
    }
    Matcher matcher = GPU.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Unknown device '" + name + "': use auto, cpu, or gpu0, gpu1, ….");
    }
    int gpu = Integer.parseInt(matcher.group(1));
    if (gpu >= gpus) {
      throw new IllegalArgumentException(
          "Device '" + name + "' is not there, this machine shows " + gpus + " GPUs: use auto.");
    }
    return Device.gpu(gpu);
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
