package dev.newsdesk.classifier.network;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;

/** Loads networks for inference, each in its fastest implementation. */
public final class InferenceNetworks {

  private InferenceNetworks() {}

  /**
   * Gives a model the network with these weights, as a {@link TextNetwork}.
   *
   * @param model without a block; holds the arrays, and its device decides on the implementation
   * @throws IllegalArgumentException when a tensor is missing, left over or of another shape
   * @throws EngineUnavailableException when the engine refuses a script
   */
  public static void load(Model model, Architecture architecture, Weights weights) {
    NDManager manager = model.getNDManager();
    RecurrentTextClassifier network = new RecurrentTextClassifier(architecture);
    network.freezeParameters(true);
    if (!TabulatedGru.supports(architecture, manager.getDevice())) {
      weights.applyTo(network, manager);
      model.setBlock(network);
      return;
    }
    try (NDManager scope = manager.newSubManager()) {
      weights.applyTo(network, scope);
      loadScript(model, TabulatedGru.SCRIPT);
      model.setBlock(TabulatedGru.of(network, model.getBlock(), manager));
    }
  }

  /** Makes a script the model's block; the model's manager frees it. */
  private static void loadScript(Model model, String name) {
    try {
      model.load(new ByteArrayInputStream(ScriptArchive.pack(name)));
      // DJL makes a folder for each model read from a stream, and leaves it empty.
      Files.deleteIfExists(model.getModelPath());
    } catch (IOException | MalformedModelException | EngineException e) {
      throw new EngineUnavailableException(
          "PyTorch cannot load the script "
              + name
              + " ("
              + e.getMessage()
              + "): it needs the engine version of this build, and room for a folder in"
              + " java.io.tmpdir.",
          e);
    }
  }
}
