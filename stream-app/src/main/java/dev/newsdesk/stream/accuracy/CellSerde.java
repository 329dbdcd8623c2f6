package dev.newsdesk.stream.accuracy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Writes cells for the app's own stores and topics, which no one else reads. */
final class CellSerde {

  private CellSerde() {}

  static Serde<Cell> serde() {
    return Serdes.serdeFrom(
        (topic, cell) -> CellSerde.bytes(cell), (topic, bytes) -> CellSerde.cell(bytes));
  }

  private static byte[] bytes(Cell cell) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(cell, out);
    } catch (IOException e) {
      throw new UncheckedIOException("A cell cannot be written.", e);
    }
    return bytes.toByteArray();
  }

  static void write(Cell cell, DataOutput out) throws IOException {
    out.writeUTF(cell.scope().checkpointId());
    out.writeLong(cell.scope().windowStart());
    out.writeUTF(cell.labelled());
    out.writeUTF(cell.predicted());
  }

  static Cell read(DataInput in) throws IOException {
    Scope scope = new Scope(in.readUTF(), in.readLong());
    return new Cell(scope, in.readUTF(), in.readUTF());
  }

  private static Cell cell(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("A cell cannot be read.", e);
    }
  }
}
