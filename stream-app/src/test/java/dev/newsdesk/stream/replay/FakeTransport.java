package dev.newsdesk.stream.replay;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.stream.client.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** An app that answers at once, and notes what it gets and when, in milliseconds. */
final class FakeTransport implements Transport {

  private final FakeTicker ticker;
  private final Function<Article, List<Arrival>> app;
  private final ConcurrentLinkedQueue<Arrival> answers = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
  private final long begun;
  private volatile boolean flushed;

  FakeTransport(FakeTicker ticker, Function<Article, List<Arrival>> app) {
    this.ticker = ticker;
    this.app = app;
    begun = ticker.nanos();
  }

  private void note(String event) {
    events.add((ticker.nanos() - begun) / 1_000_000 + " " + event);
  }

  @Override
  public void send(Article article) {
    note(article.getId());
    answers.addAll(app.apply(article));
  }

  @Override
  public void send(ArticleLabel label) {
    note(label.getArticleId() + "=" + label.getCategory());
  }

  @Override
  public void flush() {
    note("flush");
    flushed = true;
  }

  /** Lets the time pass that nothing came in, once everything was sent. */
  @Override
  public List<Arrival> poll(Duration timeout) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Arrival next = answers.poll(); next != null; next = answers.poll()) {
      arrivals.add(next);
    }
    if (arrivals.isEmpty() && flushed) {
      ticker.advance(timeout);
    }
    return arrivals;
  }

  List<String> events() {
    return List.copyOf(events);
  }
}
