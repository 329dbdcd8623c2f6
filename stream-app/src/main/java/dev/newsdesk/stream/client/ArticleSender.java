package dev.newsdesk.stream.client;

import dev.newsdesk.Article;
import dev.newsdesk.schemas.AvroSerdes;

/** Sends articles, each under its id. Thread-safe; close it to have the last ones sent. */
public final class ArticleSender implements AutoCloseable {

  private final TopicSender<Article> sender;

  /**
   * Connects at the first article.
   *
   * @throws ClientException when a setting is wrong
   */
  public ArticleSender(ClientSettings settings) {
    sender =
        new TopicSender<>(
            settings,
            "An article",
            settings.topics().articles(),
            () -> AvroSerdes.serializer(Article.class, settings.registry()));
  }

  /**
   * Sends one article without waiting for the broker.
   *
   * @throws ClientException when this article or one before it could not be sent
   */
  public void send(Article article) {
    sender.send(article.getId(), article);
  }

  /**
   * Waits until every article is with the brokers.
   *
   * @throws ClientException when one could not be sent
   */
  public void flush() {
    sender.flush();
  }

  @Override
  public void close() {
    sender.close();
  }
}
