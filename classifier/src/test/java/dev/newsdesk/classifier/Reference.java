package dev.newsdesk.classifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** What the notebook's own Python gives, as committed under {@code reference/}. */
public final class Reference {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Reference() {}

  /** Returns the bytes of a file. */
  public static byte[] bytes(String name) throws IOException {
    try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** Returns a JSON file, or a JSON-lines file as its documents. */
  public static List<JsonNode> json(String name) throws IOException {
    String text = new String(bytes(name), StandardCharsets.UTF_8);
    List<JsonNode> documents = new ArrayList<>();
    for (String document : name.endsWith(".jsonl") ? text.lines().toList() : List.of(text)) {
      documents.add(JSON.readTree(document));
    }
    return documents;
  }

  /** Reads a safetensors header on its own: type and shape by tensor. */
  public static Map<String, String> tensors(byte[] safetensors) throws IOException {
    long length = ByteBuffer.wrap(safetensors).order(ByteOrder.LITTLE_ENDIAN).getLong();
    JsonNode header = JSON.readTree(safetensors, 8, (int) length);
    Map<String, String> tensors = new TreeMap<>();
    header
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals("__metadata__")) {
                JsonNode tensor = header.get(name);
                tensors.put(name, tensor.get("dtype").asText() + tensor.get("shape"));
              }
            });
    return tensors;
  }

  /** Returns the elements of a JSON array. */
  public static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
