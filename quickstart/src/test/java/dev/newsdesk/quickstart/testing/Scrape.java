package dev.newsdesk.quickstart.testing;

import dev.newsdesk.stream.app.StreamApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/**
 * An app's metrics at one moment.
 *
 * @param lines of the page
 */
public record Scrape(List<String> lines) {

  /** Asks an app. */
  public static Scrape of(StreamApp app) {
    URI metrics = URI.create("http://127.0.0.1:" + app.httpAddress().getPort() + "/metrics");
    try {
      return new Scrape(
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofLines())
              .body()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the sum of the series that begin so: a metric's name, or with some of its labels. */
  public double sum(String series) {
    return lines.stream()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
