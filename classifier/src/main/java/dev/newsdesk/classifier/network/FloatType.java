package dev.newsdesk.classifier.network;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;

/** The types of numbers that weights may have; the engine ends the process on some others. */
enum FloatType {
  /** Half precision. */
  F16(DataType.FLOAT16, Short.BYTES) {
    @Override
    boolean isFinite(ByteBuffer numbers, int position) {
      return (numbers.getShort(position) & HALF_EXPONENT) != HALF_EXPONENT;
    }
  },
  /** Single precision. */
  F32(DataType.FLOAT32, Float.BYTES) {
    @Override
    boolean isFinite(ByteBuffer numbers, int position) {
      return Float.isFinite(numbers.getFloat(position));
    }
  },
  /** Double precision; networks compute in single. */
  F64(DataType.FLOAT64, Double.BYTES) {
    @Override
    boolean isFinite(ByteBuffer numbers, int position) {
      return Float.isFinite((float) numbers.getDouble(position));
    }
  };

  private static final int HALF_EXPONENT = 0x7c00;

  private final DataType dataType;
  private final int bytes;

  FloatType(DataType dataType, int bytes) {
    this.dataType = dataType;
    this.bytes = bytes;
  }

  /** Returns the engine's type. */
  DataType dataType() {
    return dataType;
  }

  /** Returns the bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** Returns whether the number at a position is one in single precision. */
  abstract boolean isFinite(ByteBuffer numbers, int position);
}
