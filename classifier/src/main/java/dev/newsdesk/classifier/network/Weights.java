package dev.newsdesk.classifier.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * A network's parameters as the bytes of a safetensors file, under the names of PyTorch's {@code
 * state_dict()}. Immutable and thread-safe.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Weights {

  private final byte[] safetensors;

  private Weights(byte[] safetensors) {
    this.safetensors = safetensors;
  }

  /** Takes the bytes of a safetensors file; they are looked into by {@link #applyTo}. */
  public static Weights ofSafetensors(byte[] safetensors) {
    return new Weights(safetensors.clone());
  }

  /** Takes a network's present parameters. */
  public static Weights of(RecurrentTextClassifier network) {
    NDList tensors = new NDList();
    for (Parameter parameter : network.getParameters().values()) {
      tensors.add(parameter.getArray());
    }
    return encode(tensors);
  }

  /** Returns these weights stored as {@code FLOAT32}, or as {@code FLOAT16} for half the size. */
  public Weights storedAs(DataType type) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      NDList converted = new NDList();
      for (NDArray tensor : decode(manager)) {
        NDArray copy = tensor.toType(type, true);
        copy.setName(tensor.getName());
        converted.add(copy);
      }
      return encode(converted);
    }
  }

  private static Weights encode(NDList tensors) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      tensors.encode(bytes, NDList.Encoding.SAFETENSORS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Weights(bytes.toByteArray());
  }

  /** Returns the bytes of a safetensors file. */
  public byte[] toSafetensors() {
    return safetensors.clone();
  }

  /**
   * Gives a network that has no parameters yet these, as 32-bit floats held by {@code manager}.
   *
   * @throws IllegalArgumentException when a tensor is missing, left over or of another shape
   */
  public void applyTo(RecurrentTextClassifier network, NDManager manager) {
    Map<String, NDArray> tensors = new HashMap<>();
    try (NDManager scope = manager.newSubManager()) {
      for (NDArray tensor : decode(scope)) {
        tensors.put(tensor.getName(), tensor);
      }
      for (Parameter parameter : network.getParameters().values()) {
        NDArray tensor = tensors.remove(parameter.getName());
        if (tensor == null || !tensor.getShape().equals(parameter.getShape())) {
          throw new IllegalArgumentException(
              "The tensor "
                  + parameter.getName()
                  + " should be "
                  + parameter.getShape()
                  + " and is "
                  + (tensor == null ? "missing" : tensor.getShape().toString())
                  + ".");
        }
        parameter.setInitializer((owner, shape, type) -> own(tensor, owner, type));
      }
      if (!tensors.isEmpty()) {
        throw new IllegalArgumentException("No network has the tensors " + tensors.keySet() + ".");
      }
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
    }
  }

  private static NDArray own(NDArray tensor, NDManager owner, DataType type) {
    // A decoded tensor lives in a Java buffer, and toType and toDevice may share it.
    NDArray copy = tensor.toDevice(owner.getDevice(), false).toType(type, false).duplicate();
    copy.attach(owner);
    return copy;
  }

  private NDList decode(NDManager scope) {
    String refusal = "The weights are not a safetensors file.";
    if (!beginsWithHeader()) {
      throw new IllegalArgumentException(refusal);
    }
    try {
      return NDList.decode(scope, safetensors);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(refusal, e);
    }
  }

  /** DJL believes any header length, and takes other bytes for other formats. */
  private boolean beginsWithHeader() {
    if (safetensors.length <= Long.BYTES || safetensors[Long.BYTES] != '{') {
      return false;
    }
    long length = ByteBuffer.wrap(safetensors).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return length > 0 && length <= safetensors.length - Long.BYTES;
  }
}
