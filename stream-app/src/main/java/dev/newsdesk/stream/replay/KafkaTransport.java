package dev.newsdesk.stream.replay;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.client.LabelSender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends to the app's input topics and reads from its output topics what comes from now on. */
public final class KafkaTransport implements Transport, AutoCloseable {

  private final ArrivalReader reader;
  private final ArticleSender articles;
  private final LabelSender labels;

  /**
   * Fixes where reading begins: whatever is sent afterwards cannot be missed.
   *
   * @throws dev.newsdesk.stream.client.ClientException when no broker answers or the app has not
   *     made its topics
   */
  public KafkaTransport(ClientSettings settings) {
    reader = new ArrivalReader(settings);
    try {
      List<String> topics = new ArrayList<>(reader.categories().existing());
      topics.add(settings.topics().deadLetters());
      reader.read(topics, false);
      articles = new ArticleSender(settings);
      labels = new LabelSender(settings);
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public void send(Article article) {
    articles.send(article);
  }

  @Override
  public void send(ArticleLabel label) {
    labels.send(label);
  }

  @Override
  public void flush() {
    articles.flush();
    labels.flush();
  }

  @Override
  public List<Arrival> poll(Duration timeout) {
    return reader.poll(timeout);
  }

  @Override
  public void close() {
    labels.close();
    articles.close();
    reader.close();
  }
}
