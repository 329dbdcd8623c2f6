package dev.newsdesk.classifier.network;

import ai.djl.nn.Block;

/**
 * A network that takes ids {@code [batch, time]} and the number of each row's own tokens {@code
 * [batch]}, and gives logits {@code [batch, classes]}.
 */
public interface TextNetwork extends Block {

  /** Returns how this network takes a batch. */
  BatchForm batchForm();
}
