package dev.newsdesk.stream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEndpointsTest {

  private static final InetSocketAddress ANY_PORT =
      InetSocketAddress.createUnresolved("127.0.0.1", 0);

  private final CollectorRegistry metrics = new CollectorRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private Health health = new Health(true, true, "Running.");
  private HttpEndpoints endpoints;

  @BeforeEach
  void start() throws IOException {
    endpoints =
        HttpEndpoints.start(
            ANY_PORT,
            () -> health,
            metrics,
            Map.of(
                "/",
                parameters -> new Content("text/html; charset=utf-8", "<p>Grüße"),
                "/twice",
                parameters -> new Content("text/plain", "" + 2 * parameters.number("number", 21))),
            new Hosts(Set.of()));
  }

  @AfterEach
  void close() {
    endpoints.close();
  }

  @ParameterizedTest
  @CsvSource({"true,true,200,200", "true,false,200,503", "false,false,503,503"})
  void healthAndReadinessAnswerByStatusAndSayWhy(
      boolean alive, boolean ready, int healthStatus, int readyStatus) throws Exception {
    health = new Health(alive, ready, "Because.");

    assertThat(get("/healthz").statusCode()).isEqualTo(healthStatus);
    assertThat(get("/readyz").statusCode()).isEqualTo(readyStatus);
    assertThat(get("/readyz").body()).isEqualTo("Because.\n");
    assertThat(get("/healthz").headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void metricsComeInPrometheusTextFormat() throws Exception {
    Counter.build("fish_caught", "Fish.").register(metrics).inc(3);

    assertThat(get("/metrics").body()).contains("fish_caught_total 3.0\n");
    assertThat(get("/metrics").headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
  }

  @Test
  void aPathBelowIsNothing() throws Exception {
    assertThat(get("/healthz/x").statusCode()).isEqualTo(404);
    assertThat(get("/other").statusCode()).isEqualTo(404);
  }

  @Test
  void resourcesAnswerWithTheirTypeInUtf8() throws Exception {
    HttpResponse<String> response = get("/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("<p>Grüße");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
  }

  @Test
  void everyAnswerForbidsTheBrowserToRunOrFetchWhatIsNotTheAppsOwn() throws Exception {
    for (String path : List.of("/", "/metrics", "/readyz", "/nothing")) {
      HttpHeaders headers = get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                      .contains("frame-ancestors 'none'")
                      .doesNotContain("unsafe"));
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/twice,200,42",
    "/twice?number=4,200,8",
    "/twice?other=x&number=5&number=7,200,10",
    "/twice?numbers=1&number,200,42",
    "/twice?number=-1,400,number must be a whole number from 0: correct it.",
    "/twice?number=%3Cscript%3E,400,number must be a whole number from 0: correct it.",
    "/twice?number=12345678901234567890,400,number must be a whole number from 0: correct it."
  })
  void aParameterIsReadOrRefused(String path, int status, String body) throws Exception {
    HttpResponse<String> response = get(path);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body().strip()).isEqualTo(body);
  }

  @Test
  void onlyReadingIsAllowed() throws Exception {
    HttpResponse<String> response =
        client.send(
            request("/metrics").POST(BodyPublishers.ofString("x")).build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpResponse<String> head =
        client.send(
            request("/readyz").method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aTakenPortIsRefusedAndAClosedOneIsFree() throws Exception {
    InetSocketAddress taken = endpoints.address();
    assertThatThrownBy(
            () -> HttpEndpoints.start(taken, () -> health, metrics, Map.of(), new Hosts(Set.of())))
        .isInstanceOf(BindException.class);

    endpoints.close();
    endpoints = HttpEndpoints.start(taken, () -> health, metrics, Map.of(), new Hosts(Set.of()));
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + endpoints.address().getPort() + path));
  }
}
