package dev.newsdesk.classifier.checkpoint;

import ai.djl.Device;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.TextClassifier;
import java.nio.file.Path;

/** Loads a checkpoint in a process of its own, which the engine may end. */
public final class LoadMain {

  /** Says that a checkpoint was refused. */
  static final int REFUSED = 3;

  private LoadMain() {}

  /** Takes the checkpoint's folder; prints why it is refused, if it is. */
  public static void main(String[] args) {
    TorchEngine.configure(1);
    try {
      TextClassifier.load(Path.of(args[0]), Device.cpu()).close();
    } catch (CheckpointException e) {
      System.out.println(e.getMessage());
      System.exit(REFUSED);
    }
  }
}
