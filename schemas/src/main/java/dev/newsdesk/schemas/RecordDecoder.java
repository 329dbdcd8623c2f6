package dev.newsdesk.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.FastReaderBuilder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Decodes records of one writer's schema as one type. Thread-safe. */
final class RecordDecoder<T extends SpecificRecord> {
  static {
    TrustedRecords.declare();
    LengthLimits.declare();
  }

  private final Class<T> type;
  private final Shape shape;
  private final DatumReader<Object> reader;
  private final WrittenTimes times;

  private RecordDecoder(
      Class<T> type, Shape shape, DatumReader<Object> reader, WrittenTimes times) {
    this.type = type;
    this.shape = shape;
    this.reader = reader;
    this.times = times;
  }

  /** Makes one; a schema that does not fit the type fails with each record. */
  static <T extends SpecificRecord> RecordDecoder<T> of(Schema writer, Shape shape, Class<T> type) {
    Schema reader = SpecificData.get().getSchema(type);
    return new RecordDecoder<>(
        type, shape, reader(writer, reader, type), WrittenTimes.of(writer, reader));
  }

  private static DatumReader<Object> reader(Schema writer, Schema reader, Class<?> type) {
    SpecificData model = SpecificData.getForClass(type);
    try {
      // Of its own: the builder of the model keeps what it has built for as long as it likes.
      return new FastReaderBuilder(model).createDatumReader(writer, reader);
    } catch (IOException | RuntimeException e) {
      return new Failing(InnermostCause.of(e, 200));
    }
  }

  /**
   * Decodes a record.
   *
   * @param data in Confluent's wire format
   * @throws SerializationException when the bytes are no such record
   */
  T decode(byte[] data) {
    RecordBounds.check(shape, data, WireFormat.PREFIX_BYTES);
    T value = type.cast(avro(data));
    times.correct(value);
    return value;
  }

  private Object avro(byte[] data) {
    try {
      return reader.read(
          null,
          DecoderFactory.get()
              .binaryDecoder(
                  data, WireFormat.PREFIX_BYTES, data.length - WireFormat.PREFIX_BYTES, null));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          "The record cannot be decoded: " + InnermostCause.of(e, 200) + ".", e);
    }
  }

  /** For schemas that cannot be resolved. */
  private record Failing(String reason) implements DatumReader<Object> {
    @Override
    public void setSchema(Schema schema) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object read(Object reuse, org.apache.avro.io.Decoder in) {
      throw new SerializationException("The writer's schema does not fit: " + reason + ".");
    }
  }
}
