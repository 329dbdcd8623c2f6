package dev.newsdesk.quickstart.cli;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.replay.Transport;
import java.time.Duration;
import java.util.List;

/** Hands everything on, but for what a test overrides. */
abstract class Meddling implements Transport {

  private final Transport to;

  Meddling(Transport to) {
    this.to = to;
  }

  @Override
  public void send(Article article) {
    to.send(article);
  }

  @Override
  public void send(ArticleLabel label) {
    to.send(label);
  }

  @Override
  public void flush() {
    to.flush();
  }

  @Override
  public List<Arrival> poll(Duration timeout) {
    return to.poll(timeout);
  }
}
