package dev.newsdesk.stream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No client keeps another from its answer, and none reads what is not meant for it. */
class HttpBoundsTest {

  private static final String PROBE = "GET /healthz HTTP/1.0\r\n\r\n";

  /** More than there are connections, and many more than there are threads. */
  private static final int MANY = 60;

  private static final Limits LIMITS = new Limits(20, Duration.ofSeconds(2), 2);

  private final CountDownLatch released = new CountDownLatch(1);
  private final List<RawClient> clients = new ArrayList<>();
  private HttpEndpoints endpoints;

  @BeforeEach
  void start() throws IOException {
    endpoints =
        HttpEndpoints.start(
            InetSocketAddress.createUnresolved("127.0.0.1", 0),
            () -> new Health(true, true, "Running."),
            new CollectorRegistry(),
            Map.of(
                "/api/status",
                parameters -> new Content("application/json", "{}"),
                "/large",
                parameters -> new Content("text/plain", "x".repeat(20_000_000)),
                "/slow",
                parameters -> {
                  await().until(() -> released.await(1, TimeUnit.MINUTES));
                  return new Content("text/plain", "late");
                }),
            new Hosts(Set.of("desk.example.org")),
            LIMITS);
  }

  @AfterEach
  void close() throws IOException {
    released.countDown();
    for (RawClient client : clients) {
      client.close();
    }
    endpoints.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /heal",
        "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Half: ",
        "POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nhalf",
        "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"
      })
  void whoeverHangsKeepsNobodyFromHealthAndIsCutOff(String request) throws IOException {
    for (int i = 0; i < MANY; i++) {
      RawClient client = connect();
      try {
        client.send(request);
      } catch (SocketException e) {
        // Those that came first have given way.
      }
      if (i % 10 == 0) {
        assertThat(ask(PROBE)).startsWith("HTTP/1.1 200 ");
      }
    }
    assertThat(ask(PROBE)).startsWith("HTTP/1.1 200 ").endsWith("Running.\n");
    assertThat(ask("GET /metrics HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");

    // All of them at each look: what a closed connection still holds has to be read first.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> clients.stream().filter(client -> !client.isClosed()).toList().isEmpty());
  }

  @Test
  void aConnectionThatDripsIsCutOff() throws IOException {
    RawClient dripping = connect().send("GET /healthz HTTP/1.1\r\n");

    await()
        .pollInterval(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              try {
                dripping.send("X");
              } catch (SocketException e) {
                return true;
              }
              return dripping.isClosed();
            });
  }

  @Test
  void healthAndMetricsAnswerWhileThePageIsBusy() throws IOException {
    String slow = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (int i = 0; i < LIMITS.resources(); i++) {
      connect().send(slow);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(ask("GET /api/status HTTP/1.0\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1")
                    .endsWith("Too many requests at once: try again.\n"));
    assertThat(ask(PROBE)).startsWith("HTTP/1.1 200 ");
    assertThat(ask("GET /metrics HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz,evil.example,200",
    "/readyz,prometheus-name.cluster.local:8080,200",
    "/metrics,evil.example,200",
    "/api/status,evil.example,421",
    "/api/status,desk.example.org,200",
    "/api/status,localhost:8080,200",
    "/api/status,127.0.0.1,200",
  })
  void thePageAndItsDataWantAKnownHost(String path, String host, int status) throws IOException {
    assertThat(ask("GET " + path + " HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://evil.example/api/status HTTP/1.1|Host: localhost,400",
    "GET /api/status HTTP/1.1|Host: localhost|Host: evil.example,400",
    "GET /api/status HTTP/1.1|Host: evil.example|Host: localhost,400",
    "GET /api/status HTTP/1.0,421",
    "GET /api/status HTTP/1.1,400",
    "GET //api/status HTTP/1.1|Host: localhost,400",
    "GET /%61pi/status HTTP/1.1|Host: localhost,404",
    "GET /x/../api/status HTTP/1.1|Host: evil.example,404",
    "GET /%2e/api/status HTTP/1.1|Host: localhost,400",
    "GET /api/status;x=1 HTTP/1.1|Host: localhost,404",
    "TRACE /api/status HTTP/1.1|Host: localhost,405",
    "OPTIONS * HTTP/1.1|Host: localhost,404",
    "DELETE /api/status HTTP/1.1|Host: localhost,405",
    "GET /api/status?after=1%0d%0aSet-Cookie:x HTTP/1.1|Host: localhost,200",
    "GET /healthz HTTP/1.1|Host: localhost|Content-Length: 1|Transfer-Encoding: chunked,400",
    "GET /healthz HTTP/3.0|Host: localhost,505",
    "nonsense,400"
  })
  void anOddRequestIsRefusedInASentence(String lines, int status) throws IOException {
    String answer = ask(lines.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("Content-Security-Policy: default-src 'none'; ")
        .doesNotContain("Jetty", "evil", "Set-Cookie", "<");
  }

  @Test
  void oversizedRequestsAreRefused() throws IOException {
    String large = "x".repeat(10_000);

    assertThat(ask("GET /" + large + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 414 ");
    assertThat(ask("GET /healthz HTTP/1.0\r\nX: " + large + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrder() throws IOException {
    String host = " HTTP/1.1\r\nHost: a\r\n";
    List<String> requests =
        List.of(
            "GET /healthz" + host,
            "HEAD /readyz" + host,
            "GET /nothing" + host + "Connection: close\r\n",
            "");
    String all = ask(String.join("\r\n", requests));

    assertThat(all)
        .containsSubsequence("HTTP/1.1 200 ", "Running.\nHTTP/1.1 200 ", "\r\n\r\nHTTP/1.1 404 ")
        .endsWith("Nothing here.\n");
  }

  private RawClient connect() throws IOException {
    RawClient client = new RawClient(endpoints.address());
    clients.add(client);
    return client;
  }

  private String ask(String request) throws IOException {
    try (RawClient client = new RawClient(endpoints.address())) {
      return client.send(request).readAll();
    }
  }
}
