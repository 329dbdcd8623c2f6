package dev.newsdesk.stream.http;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /healthz} (is it alive), {@code /readyz} (does it classify articles; else the
 * cause), {@code /metrics} (Prometheus' text format) and what else it is given. Close it to free
 * the port.
 *
 * <p>No client keeps another from these three: threads, connections and the time of an exchange are
 * bounded, and the other resources have threads of their own number. Those also want a {@code Host}
 * that is known; probes and Prometheus may use any name.
 */
public final class HttpEndpoints implements AutoCloseable {

  /** Scrapes answered at once. */
  private static final int SCRAPES = 2;

  private final BoundedServer server;

  private HttpEndpoints(BoundedServer server) {
    this.server = server;
  }

  /**
   * Binds and answers from then on.
   *
   * @param address host and port, 0 for any free one; the name is looked up here
   * @param health is asked at each request, by several threads
   * @param resources what else is answered, by path
   * @param hosts under which the resources answer
   * @throws IOException when the address cannot be used
   */
  public static HttpEndpoints start(
      InetSocketAddress address,
      Supplier<Health> health,
      CollectorRegistry metrics,
      Map<String, Resource> resources,
      Hosts hosts)
      throws IOException {
    return start(address, health, metrics, resources, hosts, Limits.DEFAULT);
  }

  static HttpEndpoints start(
      InetSocketAddress address,
      Supplier<Health> health,
      CollectorRegistry metrics,
      Map<String, Resource> resources,
      Hosts hosts,
      Limits limits)
      throws IOException {
    Semaphore resourcePermits = new Semaphore(limits.resources());
    Map<String, Endpoint> endpoints = new HashMap<>();
    resources.forEach(
        (path, resource) -> {
          Endpoint endpoint = request -> answer(request, resource);
          endpoints.put(path, endpoint.atMost(resourcePermits).onlyFor(hosts));
        });
    Endpoint scrape = request -> metrics(request, metrics);
    endpoints.put("/healthz", request -> answer(health.get(), Health::alive));
    endpoints.put("/readyz", request -> answer(health.get(), Health::ready));
    endpoints.put("/metrics", scrape.atMost(new Semaphore(SCRAPES)));
    BoundedServer server =
        new BoundedServer(address, endpoints, limits, limits.resources() + SCRAPES);
    try {
      server.start();
    } catch (IOException e) {
      throw e.getCause() instanceof BindException cause ? cause : e;
    }
    return new HttpEndpoints(server);
  }

  /** Returns the address as bound. */
  public InetSocketAddress address() {
    return server.address();
  }

  private static Answer answer(Health health, Predicate<Health> well) {
    return Answer.text(well.test(health) ? 200 : 503, health.explanation());
  }

  private static Answer answer(Request request, Resource resource) {
    try {
      Content content = resource.content(Parameters.of(request.getHttpURI().getQuery()));
      return Answer.of(200, content.type(), content.text().getBytes(StandardCharsets.UTF_8));
    } catch (BadRequestException e) {
      return Answer.text(400, String.valueOf(e.getMessage()));
    }
  }

  private static Answer metrics(Request request, CollectorRegistry metrics) throws IOException {
    @Nullable String accepted = request.getHeaders().get("Accept");
    String type = TextFormat.chooseContentType(accepted);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
      TextFormat.writeFormat(type, writer, metrics.metricFamilySamples());
    }
    return Answer.of(200, type, bytes.toByteArray());
  }

  @Override
  public void close() {
    server.close();
  }
}
