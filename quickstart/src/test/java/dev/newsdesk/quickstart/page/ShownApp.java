package dev.newsdesk.quickstart.page;

import dev.newsdesk.AccuracyEstimate;
import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ConfusionCount;
import dev.newsdesk.classifier.checkpoint.CheckpointReader;
import dev.newsdesk.stream.batching.Rejection;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.classification.RejectionCause;
import dev.newsdesk.stream.http.Health;
import dev.newsdesk.stream.http.Hosts;
import dev.newsdesk.stream.http.HttpEndpoints;
import dev.newsdesk.stream.live.AccuracySnapshot;
import dev.newsdesk.stream.live.LivePage;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The app's page and its HTTP server with nothing behind them: tests say what happens. */
final class ShownApp implements AutoCloseable {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final LivePage page;
  private final HttpEndpoints http;
  private volatile Health health = new Health(true, true, "Running.");
  private volatile Optional<AccuracySnapshot> accuracy = Optional.empty();

  /** Serves the published checkpoint's page at a port, 0 for any free one. */
  ShownApp(int port) throws IOException {
    page = new LivePage(() -> health, Clock.systemUTC());
    page.accuracy(() -> accuracy);
    page.serving(
        CheckpointReader.read(
                Path.of(Objects.requireNonNull(System.getProperty("newsdesk.checkpoint"))))
            .manifest());
    http =
        HttpEndpoints.start(
            InetSocketAddress.createUnresolved("127.0.0.1", port),
            () -> health,
            new CollectorRegistry(),
            page.resources(),
            new Hosts(Set.of()));
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/";
  }

  int port() {
    return http.address().getPort();
  }

  void health(Health now) {
    health = now;
  }

  void label(String id, String category, String headline) {
    page.listener().received();
    page.listener()
        .classified(
            new Outcome.Classified(id, category, 0.987, headline, Bytes.wrap(new byte[0])),
            Duration.ofMillis(250));
  }

  void reject(String explanation) {
    page.listener().received();
    page.listener()
        .deadLettered(
            new Rejection(RejectionCause.UNDECODABLE, explanation, "news.articles", 3, 42));
  }

  /** Lets labels come for some windows of a minute, so many right of a hundred in each. */
  void accuracy(int... right) {
    List<AccuracyReport> windows =
        IntStream.range(0, right.length)
            .mapToObj(
                i ->
                    report(
                        NOON.plusSeconds(60L * i), NOON.plusSeconds(60L * (i + 1)), 100, right[i]))
            .toList();
    AccuracyReport cumulative = report(null, null, 100L * right.length, IntStream.of(right).sum());
    accuracy = Optional.of(new AccuracySnapshot(cumulative, windows));
  }

  /** Not Wilson's interval, but some interval. */
  private static AccuracyReport report(
      @Nullable Instant start, @Nullable Instant end, long labelled, long correct) {
    double share = (double) correct / labelled;
    AccuracyEstimate estimate =
        new AccuracyEstimate(labelled, correct, share, share - 0.03, share + 0.02);
    return new AccuracyReport(
        "checkpoint",
        start,
        end,
        estimate,
        Map.of("World", estimate),
        List.of(
            new ConfusionCount("World", "World", correct),
            new ConfusionCount("World", "Sci/Tech", labelled - correct)));
  }

  @Override
  public void close() {
    http.close();
  }
}
