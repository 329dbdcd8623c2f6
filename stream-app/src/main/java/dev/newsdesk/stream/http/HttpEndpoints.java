package dev.newsdesk.stream.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers {@code /healthz} (is it alive), {@code /readyz} (does it label articles; else the cause),
 * {@code /metrics} (Prometheus' text format) and what else it is given. Close it to free the port.
 */
public final class HttpEndpoints implements AutoCloseable {

  /**
   * A browser takes nothing from elsewhere and runs nothing that stands in a page, whatever found
   * its way there; and no other site may frame a page.
   */
  private static final Map<String, String> PROTECTION =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff");

  private static final String PLAIN_TEXT = "text/plain; charset=utf-8";

  /** Enough for a scrape and two probes at once; one that hangs must not keep the others away. */
  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoints(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Binds and answers from then on.
   *
   * @param address host and port, 0 for any free one; the name is looked up here
   * @param health is asked at each request, by several threads
   * @param resources what else is answered, by path
   * @throws IOException when the address cannot be used
   */
  public static HttpEndpoints start(
      InetSocketAddress address,
      Supplier<Health> health,
      CollectorRegistry metrics,
      Map<String, Resource> resources)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(address.getHostString(), address.getPort()), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread thread = new Thread(work, "newsdesk-http");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    on(server, "/healthz", exchange -> answer(exchange, health.get(), Health::alive));
    on(server, "/readyz", exchange -> answer(exchange, health.get(), Health::ready));
    on(server, "/metrics", exchange -> writeMetrics(exchange, metrics));
    resources.forEach((path, resource) -> on(server, path, exchange -> answer(exchange, resource)));
    server.start();
    return new HttpEndpoints(server, threads);
  }

  /** Returns the address as bound. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** A context answers everything below its path too; here only the path itself is meant. */
  private static void on(HttpServer server, String path, Endpoint endpoint) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            String method = exchange.getRequestMethod();
            if (!exchange.getRequestURI().getPath().equals(path)) {
              send(exchange, 404, PLAIN_TEXT, "Nothing here.\n");
            } else if (method.equals("GET") || method.equals("HEAD")) {
              endpoint.answer(exchange);
            } else {
              exchange.getResponseHeaders().set("Allow", "GET, HEAD");
              send(exchange, 405, PLAIN_TEXT, "Use GET.\n");
            }
          }
        });
  }

  private static void answer(HttpExchange exchange, Health health, Predicate<Health> well)
      throws IOException {
    send(exchange, well.test(health) ? 200 : 503, PLAIN_TEXT, health.explanation() + "\n");
  }

  private static void answer(HttpExchange exchange, Resource resource) throws IOException {
    Content content;
    try {
      content = resource.content(Parameters.of(exchange.getRequestURI().getRawQuery()));
    } catch (BadRequestException e) {
      send(exchange, 400, PLAIN_TEXT, e.getMessage() + "\n");
      return;
    }
    send(exchange, 200, content.type(), content.text());
  }

  private static void writeMetrics(HttpExchange exchange, CollectorRegistry metrics)
      throws IOException {
    String type = TextFormat.chooseContentType(exchange.getRequestHeaders().getFirst("Accept"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      TextFormat.writeFormat(type, writer, metrics.metricFamilySamples());
    }
    send(exchange, 200, type, bytes.toByteArray());
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    PROTECTION.forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** Answers a request. */
  private interface Endpoint {

    void answer(HttpExchange exchange) throws IOException;
  }
}
