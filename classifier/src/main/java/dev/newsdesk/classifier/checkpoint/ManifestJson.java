package dev.newsdesk.classifier.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** The manifest as JSON, which holds a hash of itself beside those of the other files. */
final class ManifestJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(
              SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
          .build();

  private ManifestJson() {}

  /** Returns the file's bytes, with the manifest's own hash added. */
  static byte[] sealed(CheckpointManifest manifest) {
    Map<String, String> hashes = new TreeMap<>(manifest.sha256());
    hashes.put(Checkpoint.MANIFEST, hash(manifest));
    return bytes(manifest.withSha256(hashes));
  }

  /** Returns whether nothing in a manifest was changed since it was sealed. */
  static boolean isSealed(CheckpointManifest manifest) {
    return hash(manifest).equals(manifest.sha256().get(Checkpoint.MANIFEST));
  }

  private static String hash(CheckpointManifest manifest) {
    Map<String, String> others = new TreeMap<>(manifest.sha256());
    others.remove(Checkpoint.MANIFEST);
    return Sha256.hex(bytes(manifest.withSha256(others)));
  }

  private static byte[] bytes(CheckpointManifest manifest) {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Text and numbers always make JSON.", e);
    }
  }
}
