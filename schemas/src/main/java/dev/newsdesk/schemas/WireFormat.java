package dev.newsdesk.schemas;

import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;

/** Confluent's: a magic byte, the schema's id in four bytes, the record. */
public final class WireFormat {
  /** The magic byte and the schema's id. */
  static final int PREFIX_BYTES = 5;

  private WireFormat() {}

  /**
   * Returns the id of a record's schema.
   *
   * @throws SerializationException when the bytes do not begin as the format does
   */
  public static int schemaId(byte[] data) {
    if (data.length < PREFIX_BYTES) {
      throw new SerializationException(
          "Not in Confluent's wire format: %d bytes, but magic byte and schema id take %d."
              .formatted(data.length, PREFIX_BYTES));
    }
    if (data[0] != 0) {
      throw new SerializationException("The magic byte is %d, not 0.".formatted(data[0]));
    }
    int id = ByteBuffer.wrap(data).getInt(1);
    if (id <= 0) {
      // No registry gives such ids: without this, a garbled record would wait for one.
      throw new SerializationException("%d is no schema id.".formatted(id));
    }
    return id;
  }
}
