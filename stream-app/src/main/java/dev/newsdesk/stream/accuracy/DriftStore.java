package dev.newsdesk.stream.accuracy;

import dev.newsdesk.stream.drift.Detectors;
import dev.newsdesk.stream.drift.DriftReferences;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the detectors know over restarts. The mix is the feed's and stays when the checkpoint
 * changes; accuracy and confidence are the checkpoint's and start anew with another one. Everything
 * starts anew with other categories, or when the restart number was raised.
 */
final class DriftStore {

  private static final String RESTART = "restart";
  private static final String SHIFT = "shift";
  private static final String ACCURACY = "accuracy/";
  private static final String CONFIDENCE = "confidence/";
  private static final byte VERSION = 1;

  private final KeyValueStore<String, byte[]> store;
  private final DriftReferences references;

  /** Forgets what does not apply any more. */
  DriftStore(KeyValueStore<String, byte[]> store, DriftReferences references) {
    this.store = store;
    this.references = references;
    forgetAllOnRestart();
    forgetOtherCheckpoints();
  }

  /** Describes the store, whose cache makes of many changes one between two commits. */
  static StoreBuilder<KeyValueStore<String, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }

  private void forgetAllOnRestart() {
    byte @Nullable [] before = store.get(RESTART);
    int restart = before == null ? -1 : ByteBuffer.wrap(before).getInt();
    if (references.restart() > restart) {
      keys().forEach(store::delete);
      store.put(RESTART, ByteBuffer.allocate(Integer.BYTES).putInt(references.restart()).array());
    }
  }

  private void forgetOtherCheckpoints() {
    List<String> kept =
        List.of(
            RESTART,
            SHIFT,
            ACCURACY + references.checkpointId(),
            CONFIDENCE + references.checkpointId());
    keys().stream().filter(key -> !kept.contains(key)).forEach(store::delete);
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  /** Returns the detectors as they were saved last. */
  Detectors load() {
    Detectors detectors = Detectors.of(references);
    load(ACCURACY + references.checkpointId(), detectors.accuracy()::readFrom);
    load(SHIFT, detectors.shift()::readFrom);
    load(CONFIDENCE + references.checkpointId(), detectors.confidence()::readFrom);
    return detectors;
  }

  private void load(String key, Reader reader) {
    byte @Nullable [] bytes = store.get(key);
    if (bytes == null) {
      return;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() == VERSION && in.readUTF().equals(categories())) {
        reader.readFrom(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The state of a drift detector cannot be read.", e);
    }
  }

  /** Saves the detectors, to be committed with the counts that they have seen. */
  void save(Detectors detectors) {
    save(ACCURACY + references.checkpointId(), detectors.accuracy()::writeTo);
    save(SHIFT, detectors.shift()::writeTo);
    save(CONFIDENCE + references.checkpointId(), detectors.confidence()::writeTo);
  }

  private void save(String key, Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(categories());
      writer.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("The state of a drift detector cannot be written.", e);
    }
    store.put(key, bytes.toByteArray());
  }

  private String categories() {
    return String.join("\n", references.categories());
  }

  /** Reads a detector's state. */
  private interface Reader {
    void readFrom(DataInput in) throws IOException;
  }

  /** Writes a detector's state. */
  private interface Writer {
    void writeTo(DataOutput out) throws IOException;
  }
}
