package dev.newsdesk.schemas;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry over HTTP that answers each path as it is told, and any other with 404. */
final class ScriptedRegistry implements AutoCloseable {
  private static final Answer UNKNOWN =
      new Answer(404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  ScriptedRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            Answer answer = answers.getOrDefault(path, UNKNOWN);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    answer("/subjects", 200, "[]");
    server.start();
  }

  void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
  }

  /** Registers the text of an Avro schema. */
  void schema(int id, String text) {
    answer("/schemas/ids/" + id, 200, "{\"schema\": " + quoted(text) + "}");
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
  }

  /** The paths asked for, in order. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  Map<String, Object> settings() {
    return Map.of(
        "schema.registry.url",
        "http://localhost:" + server.getAddress().getPort(),
        "http.read.timeout.ms",
        2_000);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Answer(int status, String body) {}
}
