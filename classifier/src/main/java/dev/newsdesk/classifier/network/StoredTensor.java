package dev.newsdesk.classifier.network;

import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor of a safetensors file.
 *
 * @param type of its numbers
 * @param shape how many there are in each dimension
 * @param begin its first byte in the file
 * @param end the byte after its last
 */
record StoredTensor(FloatType type, Shape shape, int begin, int end) {

  /** Returns a copy of its bytes, outside the heap and aligned, as the engine takes them. */
  ByteBuffer read(byte[] file) {
    return ByteBuffer.allocateDirect(end - begin)
        .order(ByteOrder.nativeOrder())
        .put(file, begin, end - begin)
        .flip();
  }

  /** Returns whether all its numbers are finite in single precision. */
  boolean isFinite(byte[] file) {
    ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int position = begin; position < end; position += type.bytes()) {
      if (!type.isFinite(numbers, position)) {
        return false;
      }
    }
    return true;
  }
}
