package dev.newsdesk.stream.replay;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.stream.client.Arrival;
import java.time.Duration;
import java.util.List;

/**
 * The way to the app and back. One thread sends while another polls; every method throws {@link
 * dev.newsdesk.stream.client.ClientException} when brokers or registry fail.
 */
public interface Transport {

  /** Sends an article without waiting for it. */
  void send(Article article);

  /** Sends a label without waiting for it. */
  void send(ArticleLabel label);

  /** Waits until everything that was sent is with the brokers. */
  void flush();

  /** Returns what has come back, committed, waiting for it no longer than {@code timeout}. */
  List<Arrival> poll(Duration timeout);
}
