package dev.newsdesk.quickstart.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands before a real registry and can be away; the registry itself keeps its schemas. */
final class RegistryProxy implements AutoCloseable {

  private static final byte[] HTML = "<html>Sign in</html>".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern SCHEMA = Pattern.compile("/schemas/ids/(\\d+)$");

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private final URI registry;
  private final AtomicInteger refused = new AtomicInteger();
  private final Map<Integer, Integer> failing = new ConcurrentHashMap<>();
  private final Set<Integer> garbled = ConcurrentHashMap.newKeySet();
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

  /** Answers requests for one schema with a page of HTML and 200, as a login page before it. */
  void garble(int schemaId) {
    garbled.add(schemaId);
  }

  /** Answers requests for all schemas again. */
  void mend() {
    failing.clear();
    garbled.clear();
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
      Matcher path = SCHEMA.matcher(exchange.getRequestURI().getPath());
      int schema = path.find() ? Integer.parseInt(path.group(1)) : 0;
      Integer status = failing.get(schema);
      if (status != null) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      if (garbled.contains(schema)) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, HTML.length);
        exchange.getResponseBody().write(HTML);
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
