package dev.newsdesk.schemas;

import org.apache.kafka.common.errors.SerializationException;

/**
 * Walks over a record's bytes before Avro decodes them, and refuses what Avro would act on without
 * bound: nesting, lengths and counts that the bytes do not cover, and values without bytes.
 *
 * <p>For one record. What it lets pass, Avro decodes in time and memory proportional to the bytes.
 */
final class RecordBounds {
  /** Nested records, arrays and maps. */
  static final int MAX_DEPTH = 64;

  /** Values that a record may hold whatever its size. */
  private static final int FREE_VALUES = 100_000;

  /** Values per byte beyond those: fields of a nested record share their bytes with it. */
  private static final long VALUES_PER_BYTE = 4;

  private static final int LONG_BYTES = 10;
  private static final int INT_BYTES = 5;

  private final byte[] data;
  private int position;
  private long values;

  private RecordBounds(byte[] data, int from) {
    this.data = data;
    this.position = from;
    this.values = FREE_VALUES + VALUES_PER_BYTE * (data.length - from);
  }

  /**
   * Checks a record.
   *
   * @param from where it begins; what follows it is not looked at
   * @throws SerializationException when it is malformed or beyond the bounds
   */
  static void check(Shape shape, byte[] data, int from) {
    new RecordBounds(data, from).walk(shape, 0);
  }

  // Recurses at most MAX_DEPTH times, and once more at each union, which holds no other.
  private void walk(Shape shape, int depth) {
    spend(1);
    switch (shape.kind) {
      case FIXED -> skip(shape.size);
      case INT -> number(INT_BYTES);
      case LONG -> number(LONG_BYTES);
      case BYTES -> skip(number(LONG_BYTES));
      case SYMBOL -> index(shape.size, "symbols");
      case UNION -> walk(shape.part(index(shape.parts(), "branches")), depth);
      case ARRAY -> items(shape, false, nested(depth));
      case MAP -> items(shape, true, nested(depth));
      case RECORD -> {
        int inner = nested(depth);
        for (int i = 0; i < shape.parts(); i++) {
          walk(shape.part(i), inner);
        }
      }
    }
  }

  private static int nested(int depth) {
    if (depth == MAX_DEPTH) {
      throw refused("it nests deeper than %d levels".formatted(MAX_DEPTH));
    }
    return depth + 1;
  }

  private void items(Shape collection, boolean hasKeys, int depth) {
    Shape item = collection.part(0);
    // Avro counts through the item's type before it skips an array.
    spend(item.cost());
    for (long count = number(LONG_BYTES); count != 0; count = number(LONG_BYTES)) {
      int end = -1;
      if (count < 0) {
        long size = number(LONG_BYTES);
        requireBytes(size);
        end = position + (int) size;
        count = -count;
      }
      if (count < 0 || count > values) {
        throw refused("it has too many items");
      }
      for (long i = 0; i < count; i++) {
        if (hasKeys) {
          skip(number(LONG_BYTES));
        }
        walk(item, depth);
      }
      if (end >= 0 && end != position) {
        // Avro skips such a block by its size and reads it by its count.
        throw refused("a block of items has another size than it states");
      }
    }
  }

  private void spend(int cost) {
    values -= cost;
    if (values < 0) {
      throw refused("it has more values than its bytes can hold");
    }
  }

  private int index(int bound, String what) {
    long index = number(INT_BYTES);
    if (index < 0 || index >= bound) {
      throw refused("index %d is not one of %d %s".formatted(index, bound, what));
    }
    return (int) index;
  }

  private void skip(long bytes) {
    requireBytes(bytes);
    position += (int) bytes;
  }

  private void requireBytes(long bytes) {
    if (bytes < 0 || bytes > data.length - position) {
      throw refused(
          "a length is %d where %d bytes remain".formatted(bytes, data.length - position));
    }
  }

  /** Reads a variable-length integer in zigzag encoding. */
  private long number(int longest) {
    long number = 0;
    for (int i = 0; i < longest; i++) {
      if (position == data.length) {
        throw refused("it ends in the middle of a value");
      }
      byte next = data[position++];
      number |= (next & 0x7FL) << (7 * i);
      if (next >= 0) {
        return (number >>> 1) ^ -(number & 1);
      }
    }
    throw refused("an integer has more than %d bytes".formatted(longest));
  }

  private static SerializationException refused(String reason) {
    return new SerializationException("The record cannot be decoded: " + reason + ".");
  }
}
