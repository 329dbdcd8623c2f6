package dev.newsdesk.classifier.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A checkpoint that was changed and sealed again, as a faulty publisher would. */
final class ResealedCheckpoint {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final CheckpointManifest manifest;

  ResealedCheckpoint(Checkpoint checkpoint, Path directory) {
    this.directory = directory;
    CheckpointWriter.write(checkpoint, directory);
    manifest = CheckpointReader.read(directory).manifest();
  }

  /** Replaces a file, and puts the hashes right. */
  void put(String name, byte[] content) throws IOException {
    Files.write(directory.resolve(name), content);
    Map<String, String> hashes = new HashMap<>(manifest.sha256());
    hashes.put(name, Sha256.hex(content));
    hashes.remove(Checkpoint.MANIFEST);
    Files.write(
        directory.resolve(Checkpoint.MANIFEST), ManifestJson.sealed(manifest.withSha256(hashes)));
  }

  /** Changes the manifest; its own hash comes last, and is not put right. */
  void changeManifest(Consumer<ObjectNode> change) throws IOException {
    Path file = directory.resolve(Checkpoint.MANIFEST);
    ObjectNode tree = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(tree);
    Files.write(file, JSON.writeValueAsBytes(tree));
  }
}
