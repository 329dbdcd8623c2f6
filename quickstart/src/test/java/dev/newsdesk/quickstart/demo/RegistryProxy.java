package dev.newsdesk.quickstart.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before a real registry and can be away; the registry itself keeps its schemas. */
final class RegistryProxy implements AutoCloseable {

  private static final Pattern SCHEMA = Pattern.compile("/schemas/ids/(\\d+)$");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final URI registry;
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<Integer, Integer> failing = new ConcurrentHashMap<>();
  private volatile boolean away;

  RegistryProxy(String registryUrl) throws IOException {
    registry = URI.create(registryUrl);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + registry.getPath();
  }

  void away(boolean isAway) {
    away = isAway;
  }

  /** Answers requests for one schema with a status, as a replica that lags or an outage of few. */
  void fail(int schemaId, int status) {
    failing.put(schemaId, status);
  }

  /** Answers requests for all schemas again. */
  void mend() {
    failing.clear();
  }

  /** Returns how many requests were refused so far. */
  int refused() {
    return refused.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (away) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      Matcher schema = SCHEMA.matcher(exchange.getRequestURI().getPath());
      if (schema.find() && failing.containsKey(Integer.valueOf(schema.group(1)))) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(failing.get(Integer.valueOf(schema.group(1))), -1);
        return;
      }
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpRequest request =
          HttpRequest.newBuilder(registry.resolve(exchange.getRequestURI()))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
