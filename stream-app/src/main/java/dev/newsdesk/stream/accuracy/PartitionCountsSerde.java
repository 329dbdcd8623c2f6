package dev.newsdesk.stream.accuracy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Writes a partition's counts for an internal topic, which no one else reads. */
final class PartitionCountsSerde {

  private static final byte VERSION = 1;

  private PartitionCountsSerde() {}

  static Serde<PartitionCounts> serde() {
    return Serdes.serdeFrom((topic, counts) -> bytes(counts), (topic, bytes) -> counts(bytes));
  }

  private static byte[] bytes(PartitionCounts counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(counts.checkpointId());
      out.writeInt(counts.confusions().size());
      for (Map.Entry<Cell, Long> entry : counts.confusions().entrySet()) {
        CellSerde.write(entry.getKey(), out);
        out.writeLong(entry.getValue());
      }
      out.writeInt(counts.predictions().size());
      for (Map.Entry<String, PartitionCounts.Predicted> entry : counts.predictions().entrySet()) {
        out.writeUTF(entry.getKey());
        out.writeLong(entry.getValue().articles());
        out.writeLong(entry.getValue().ofCheckpoint());
        out.writeDouble(entry.getValue().confidence());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The counts of a partition cannot be written.", e);
    }
    return bytes.toByteArray();
  }

  private static PartitionCounts counts(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new SerializationException(
            "The counts of a partition are of version "
                + version
                + ": run the version of Newsdesk that wrote them, or another application.id.");
      }
      String checkpointId = in.readUTF();
      Map<Cell, Long> confusions = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        confusions.put(CellSerde.read(in), in.readLong());
      }
      Map<String, PartitionCounts.Predicted> predictions = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        predictions.put(
            in.readUTF(),
            new PartitionCounts.Predicted(in.readLong(), in.readLong(), in.readDouble()));
      }
      return new PartitionCounts(confusions, checkpointId, predictions);
    } catch (IOException e) {
      throw new UncheckedIOException("The counts of a partition cannot be read.", e);
    }
  }
}
