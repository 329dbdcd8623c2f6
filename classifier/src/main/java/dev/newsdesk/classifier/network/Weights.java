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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A network's parameters as the bytes of a safetensors file, under the names of PyTorch's {@code
 * state_dict()}. What the bytes say of themselves was checked: the engine takes each tensor as it
 * lies in them and reads no header. Immutable and thread-safe.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Weights {

  private final byte[] safetensors;
  private final Map<String, StoredTensor> tensors;

  private Weights(byte[] safetensors) {
    this.safetensors = safetensors;
    this.tensors = SafetensorsHeader.tensors(safetensors);
  }

  /**
   * Takes the bytes of a safetensors file.
   *
   * @throws IllegalArgumentException when they are no whole file, or a tensor has another type than
   *     F16, F32 or F64; the message is one sentence that names the cause
   */
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
      for (Map.Entry<String, StoredTensor> tensor : tensors.entrySet()) {
        NDArray copy = array(tensor.getValue(), manager).toType(type, true);
        copy.setName(tensor.getKey());
        converted.add(copy);
      }
      return encode(converted);
    }
  }

  /**
   * Returns these weights with shorter names if each of them begins with the prefix, else these.
   */
  public Weights withoutPrefix(String prefix) {
    if (tensors.isEmpty() || !tensors.keySet().stream().allMatch(name -> name.startsWith(prefix))) {
      return this;
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), TorchEngine.NAME)) {
      NDList renamed = new NDList();
      for (Map.Entry<String, StoredTensor> tensor : tensors.entrySet()) {
        NDArray copy = array(tensor.getValue(), manager);
        copy.setName(tensor.getKey().substring(prefix.length()));
        renamed.add(copy);
      }
      return encode(renamed);
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

  /** Returns the shape of each tensor, by name. */
  public Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new TreeMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes;
  }

  /** Returns whether a tensor has more than the 32 bits a number that networks compute with. */
  public boolean hasDoubles() {
    return tensors.values().stream().anyMatch(tensor -> tensor.type() == FloatType.F64);
  }

  /**
   * Makes sure that a network has exactly these tensors.
   *
   * @throws IllegalArgumentException when a tensor is missing, left over or of another shape
   */
  public void requireFits(RecurrentTextClassifier network) {
    Map<String, Shape> left = shapes();
    for (Parameter parameter : network.getParameters().values()) {
      Shape shape = left.remove(parameter.getName());
      if (!parameter.getShape().equals(shape)) {
        throw new IllegalArgumentException(
            "The tensor "
                + parameter.getName()
                + " should be "
                + parameter.getShape()
                + " and is "
                + (shape == null ? "missing" : shape.toString())
                + ".");
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("No network has the tensors " + left.keySet() + ".");
    }
  }

  /**
   * Makes sure that every number is one.
   *
   * @throws IllegalArgumentException when a tensor has a NaN, an infinity, or a number beyond 32
   *     bits
   */
  public void requireFinite() {
    tensors.forEach(
        (name, tensor) -> {
          if (!tensor.isFinite(safetensors)) {
            throw new IllegalArgumentException(
                "The tensor " + name + " has a NaN, an infinity or a number beyond 32 bits.");
          }
        });
  }

  /**
   * Gives a network that has no parameters yet these, as 32-bit floats held by {@code manager}.
   *
   * @throws IllegalArgumentException when a tensor is missing, left over or of another shape
   */
  public void applyTo(RecurrentTextClassifier network, NDManager manager) {
    requireFits(network);
    try (NDManager scope = manager.newSubManager()) {
      for (Parameter parameter : network.getParameters().values()) {
        StoredTensor tensor = Objects.requireNonNull(tensors.get(parameter.getName()));
        parameter.setInitializer((owner, shape, type) -> own(array(tensor, scope), owner, type));
      }
      network.initialize(manager, DataType.FLOAT32, new Shape(1, 1));
    }
  }

  private static NDArray own(NDArray tensor, NDManager owner, DataType type) {
    // The array lives in a Java buffer, and toType and toDevice may share it.
    NDArray copy = tensor.toDevice(owner.getDevice(), false).toType(type, false).duplicate();
    copy.attach(owner);
    return copy;
  }

  private NDArray array(StoredTensor tensor, NDManager manager) {
    return manager.create(tensor.read(safetensors), tensor.shape(), tensor.type().dataType());
  }
}
