package dev.newsdesk.stream.replay;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.stream.client.Arrival;
import java.time.Duration;
import java.util.List;

/** Does what another does, but for what a test overrides. */
abstract class Forwarding implements Transport {

  private final Transport to;

  Forwarding(Transport to) {
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
