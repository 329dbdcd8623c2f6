package dev.newsdesk.trainer.publishing;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What a safetensors file says of its tensors. It is read before the engine sees the file, because
 * the engine ends the process on types that it does not know and believes any shape.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
final class SafetensorsHeader {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final String METADATA = "__metadata__";

  /** Bytes of a number, by the types of floats that the engine reads. */
  private static final Map<String, Integer> FLOATS = Map.of("F16", 2, "F32", 4, "F64", 8);

  private SafetensorsHeader() {}

  /**
   * Returns the tensors by name.
   *
   * @throws IllegalArgumentException when it is not a whole safetensors file
   */
  static Map<String, Tensor> tensors(byte[] file) {
    if (file.length < Long.BYTES) {
      throw new IllegalArgumentException("The file is too short.");
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > file.length - Long.BYTES) {
      throw new IllegalArgumentException("The header is longer than the file.");
    }
    long data = file.length - Long.BYTES - length;
    Map<String, Tensor> tensors = new TreeMap<>();
    try {
      JsonNode header = JSON.readTree(file, Long.BYTES, (int) length);
      if (!header.isObject()) {
        throw new IllegalArgumentException("The header is no JSON object.");
      }
      header
          .properties()
          .forEach(
              entry -> {
                if (!entry.getKey().equals(METADATA)) {
                  tensors.put(entry.getKey(), tensor(entry.getValue(), data));
                }
              });
    } catch (IOException | ArithmeticException e) {
      throw new IllegalArgumentException("The header is malformed.", e);
    }
    return tensors;
  }

  private static Tensor tensor(JsonNode node, long data) {
    String type = node.path("dtype").asText();
    long[] shape =
        StreamSupport.stream(node.path("shape").spliterator(), false)
            .mapToLong(JsonNode::asLong)
            .toArray();
    long begin = node.path("data_offsets").path(0).asLong(-1);
    long end = node.path("data_offsets").path(1).asLong(-1);
    long bytes = FLOATS.getOrDefault(type, 0);
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException("A dimension is negative.");
      }
      bytes = Math.multiplyExact(bytes, dimension);
    }
    boolean fits = begin >= 0 && begin <= end && end <= data;
    if (!fits || (FLOATS.containsKey(type) && end - begin != bytes)) {
      throw new IllegalArgumentException("A tensor does not lie within the file.");
    }
    return new Tensor(type, new Shape(shape));
  }

  /**
   * A tensor without its numbers.
   *
   * @param type of its numbers, as safetensors calls it
   * @param shape how many there are in each dimension
   */
  record Tensor(String type, Shape shape) {

    /** Returns whether its numbers are floats that the engine reads. */
    boolean isFloat() {
      return FLOATS.containsKey(type);
    }

    /** Returns whether its numbers have more than 32 bits. */
    boolean isWide() {
      return type.equals("F64");
    }
  }
}
