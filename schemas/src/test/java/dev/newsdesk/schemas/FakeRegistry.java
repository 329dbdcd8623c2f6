package dev.newsdesk.schemas;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that gives every request the same answer. */
final class FakeRegistry implements AutoCloseable {
  private final HttpServer server;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private FakeRegistry(HttpServer server) {
    this.server = server;
  }

  static FakeRegistry answering(int status, String body) throws IOException {
    return on(HttpServer.create(), status, body);
  }

  /** On a server that is not bound yet. */
  static FakeRegistry on(HttpServer server, int status, String body) throws IOException {
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var registry = new FakeRegistry(server);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            registry.authorizations.add(authorization == null ? "none" : authorization);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return registry;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The Authorization header of each request so far. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
