package dev.newsdesk.classifier.network;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    EngineCache.ofThisProcess().require();
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
              + "): "
              + remedy(System.getenv("PYTORCH_VERSION")),
          e);
    }
  }

  /**
   * Says what to do about an engine that does not start.
   *
   * @param wanted version of PyTorch that the environment names; DJL then looks for that one, and
   *     PyTorch's own images name theirs
   */
  static String remedy(@Nullable String wanted) {
    return wanted == null || wanted.isEmpty()
        ? "it needs Linux, Windows or macOS as the README lists them, and room for its libraries in"
            + " ~/.djl.ai or DJL_CACHE_DIR."
        : "the environment asks for PyTorch "
            + wanted
            + ", which may not be the one that Newsdesk brings: unset PYTORCH_VERSION.";
  }

  /**
   * Returns the devices of a name: {@code cpu}, {@code gpu0}, {@code gpu1}, …, or {@code auto} for
   * all GPUs and, where there is none, the processor. Threads take several in turn.
   *
   * @throws IllegalArgumentException when there is no such device
   */
  public static List<Device> devices(String name) {
    int gpus = start().getGpuCount();
    if (name.equals("auto") && gpus > 0) {
      return IntStream.range(0, gpus).mapToObj(Device::gpu).toList();
    }
    if (name.equals("auto") || name.equals("cpu")) {
      return List.of(Device.cpu());
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
    return List.of(Device.gpu(gpu));
  }

  /**
   * Returns the first of the {@link #devices} of a name.
   *
   * @throws IllegalArgumentException when there is no such device
   */
  public static Device device(String name) {
    return devices(name).get(0);
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
