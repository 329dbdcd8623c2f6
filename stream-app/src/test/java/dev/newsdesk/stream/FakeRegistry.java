package dev.newsdesk.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Just enough of a schema registry, which can be away. */
public final class FakeRegistry implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> schemas = new CopyOnWriteArrayList<>();
  private volatile boolean away;

  /** Starts. */
  public FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns the settings of a client. */
  public Map<String, String> settings() {
    return Map.of("schema.registry.url", url(), "max.retries", "0");
  }

  /** Returns its address. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Answers no request from now on, or all again; returns what it did before. */
  public boolean away(boolean isAway) {
    boolean before = away;
    away = isAway;
    return before;
  }

  /** Keeps a schema and returns its id. */
  public synchronized int register(String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (away) {
        answer(exchange, 503, Map.of("error_code", 50301, "message", "away"));
      } else if (exchange.getRequestMethod().equals("POST")) {
        var request = JSON.readTree(exchange.getRequestBody());
        answer(exchange, 200, Map.of("id", register(request.get("schema").asText())));
      } else if (path.startsWith("/schemas/ids/")) {
        int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
        if (id < 1 || id > schemas.size()) {
          answer(exchange, 404, Map.of("error_code", 40403, "message", "Schema not found"));
        } else {
          answer(exchange, 200, Map.of("schema", schemas.get(id - 1)));
        }
      } else {
        answer(exchange, 200, List.of());
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
