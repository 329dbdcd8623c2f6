package dev.newsdesk.classifier.network;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a safetensors file says of its tensors, checked as far as it can be wrong: names, types,
 * shapes, sizes, and that the tensors fill the file without a gap or an overlap. The engine sees
 * nothing that was not checked here.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
final class SafetensorsHeader {

  /** The format's own bound. */
  private static final int MAX_HEADER_BYTES = 100_000_000;

  /** More dimensions than any network of ours has. */
  private static final int MAX_DIMENSIONS = 8;

  private static final String METADATA = "__metadata__";
  private static final String OFFSETS = "data_offsets";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private SafetensorsHeader() {}

  /**
   * Returns the tensors by name, in the file's order.
   *
   * @throws IllegalArgumentException when it is no whole safetensors file of floats
   */
  static Map<String, StoredTensor> tensors(byte[] file) {
    int begin = dataBegin(file);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header(file, begin).properties()) {
      if (entry.getKey().equals(METADATA)) {
        requireTexts(entry.getValue());
      } else {
        tensors.put(
            entry.getKey(), tensor(entry.getKey(), entry.getValue(), begin, file.length - begin));
      }
    }
    requireNoGaps(tensors, begin, file.length);
    return tensors;
  }

  private static int dataBegin(byte[] file) {
    if (file.length < Long.BYTES) {
      throw notSafetensors("it is shorter than a header's length");
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 1 || length > MAX_HEADER_BYTES || length > file.length - Long.BYTES) {
      throw notSafetensors("its header's length is " + length);
    }
    return Long.BYTES + (int) length;
  }

  private static JsonNode header(byte[] file, int end) {
    try {
      CharBuffer text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(file, Long.BYTES, end - Long.BYTES));
      JsonNode header = text.charAt(0) == '{' ? JSON.readTree(text.toString()) : null;
      if (header == null || !header.isObject()) {
        throw notSafetensors("its header is no JSON object");
      }
      return header;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(notSafetensors("its header is no UTF-8").getMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          notSafetensors("its header is malformed: " + e.getOriginalMessage()).getMessage(), e);
    }
  }

  private static void requireTexts(JsonNode metadata) {
    boolean texts = metadata.isObject();
    for (JsonNode value : metadata) {
      texts &= value.isTextual();
    }
    if (!texts) {
      throw notSafetensors("its metadata is no object of texts");
    }
  }

  private static StoredTensor tensor(String name, JsonNode node, int dataBegin, int dataBytes) {
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path(OFFSETS);
    if (!node.path("dtype").isTextual() || !shape.isArray() || !offsets.isArray()) {
      throw notSafetensors("the tensor " + name + " lacks a type, a shape or its place");
    }
    FloatType type = type(name, node.path("dtype").textValue());
    if (shape.size() > MAX_DIMENSIONS || offsets.size() != 2) {
      throw notSafetensors("the tensor " + name + " has an impossible shape or place");
    }
    List<Long> dimensions = numbers(name, shape);
    List<Long> place = numbers(name, offsets);
    long begin = place.get(0);
    long end = place.get(1);
    if (begin > end || end > dataBytes || end - begin != bytes(name, type, dimensions)) {
      throw notSafetensors("the tensor " + name + " does not lie within the file");
    }
    return new StoredTensor(
        type,
        new Shape(dimensions.stream().mapToLong(Long::longValue).toArray()),
        dataBegin + (int) begin,
        dataBegin + (int) end);
  }

  private static FloatType type(String name, String type) {
    try {
      return FloatType.valueOf(type);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The tensor "
              + name
              + " has the type "
              + type
              + ", and weights are F16, F32 or F64 (float16, float32, float64).",
          e);
    }
  }

  private static List<Long> numbers(String name, JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode element : array) {
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
        throw notSafetensors("the tensor " + name + " has a number that is no size");
      }
      numbers.add(element.longValue());
    }
    return numbers;
  }

  private static long bytes(String name, FloatType type, List<Long> dimensions) {
    try {
      long bytes = type.bytes();
      for (long dimension : dimensions) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          notSafetensors("the tensor " + name + " has an impossible shape").getMessage(), e);
    }
  }

  private static void requireNoGaps(Map<String, StoredTensor> tensors, int begin, int end) {
    int reached = begin;
    for (StoredTensor tensor :
        tensors.values().stream()
            .sorted(Comparator.comparing(StoredTensor::begin).thenComparing(StoredTensor::end))
            .toList()) {
      if (tensor.begin() != reached) {
        throw notSafetensors("its tensors overlap or leave a gap");
      }
      reached = tensor.end();
    }
    if (reached != end) {
      throw notSafetensors("it is longer than its tensors");
    }
  }

  private static IllegalArgumentException notSafetensors(String cause) {
    return new IllegalArgumentException(
        "The weights are no whole safetensors file: " + cause + ".");
  }
}
