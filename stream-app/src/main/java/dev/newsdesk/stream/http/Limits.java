package dev.newsdesk.stream.http;

import java.time.Duration;

/**
 * What clients may take of the app.
 *
 * @param connections open at once
 * @param exchange from one answer to the next on a connection
 * @param resources requests for the page and its data that are answered at once; more are refused
 */
record Limits(int connections, Duration exchange, int resources) {

  /**
   * The page keeps at most six connections, Prometheus and probes one each. A scrape takes
   * milliseconds; the accuracy that the page shows may wait seconds for a broker.
   */
  static final Limits DEFAULT = new Limits(256, Duration.ofSeconds(10), 4);
}
