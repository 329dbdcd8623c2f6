package dev.newsdesk.stream.app;

import dev.newsdesk.schemas.InnermostCause;
import dev.newsdesk.stream.config.HttpSettings;
import dev.newsdesk.stream.http.Hosts;
import dev.newsdesk.stream.http.HttpEndpoints;
import dev.newsdesk.stream.live.LivePage;
import dev.newsdesk.stream.metrics.Catalogue;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.io.IOException;

/** Opens the HTTP endpoints of the app. */
final class Endpoints {

  private Endpoints() {}

  /**
   * Binds the address and registers the readiness metric.
   *
   * @throws StartupException when the address cannot be used
   */
  static HttpEndpoints listen(
      HttpSettings http, AppState state, CollectorRegistry metrics, LivePage page) {
    exportReadiness(metrics, state);
    try {
      return HttpEndpoints.start(
          http.address(), state::health, metrics, page.resources(), new Hosts(http.hosts()));
    } catch (IOException e) {
      throw new StartupException(
          "Nothing can listen at "
              + http.address().getHostString()
              + ":"
              + http.address().getPort()
              + " ("
              + InnermostCause.of(e)
              + "): correct http.address, or use port 0 for any free one.",
          e);
    }
  }

  private static void exportReadiness(CollectorRegistry metrics, AppState state) {
    var unused =
        Catalogue.READY
            .gauge(metrics)
            .setChild(
                new Gauge.Child() {
                  @Override
                  public double get() {
                    return state.health().ready() ? 1 : 0;
                  }
                });
  }
}
