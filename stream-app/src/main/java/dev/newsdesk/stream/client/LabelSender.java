package dev.newsdesk.stream.client;

import dev.newsdesk.ArticleLabel;
import dev.newsdesk.schemas.AvroSerdes;

/**
 * Sends true labels, each under its article's id. Thread-safe; close it to have the last ones sent.
 */
public final class LabelSender implements AutoCloseable {

  private final TopicSender<ArticleLabel> sender;

  /**
   * Connects at the first label.
   *
   * @throws ClientException when a setting is wrong
   */
  public LabelSender(ClientSettings settings) {
    sender =
        new TopicSender<>(
            settings,
            "A label",
            settings.topics().labels(),
            () -> AvroSerdes.serializer(ArticleLabel.class, settings.registry()));
  }

  /**
   * Sends one label without waiting for the broker.
   *
   * @throws ClientException when this label or one before it could not be sent
   */
  public void send(ArticleLabel label) {
    sender.send(label.getArticleId(), label);
  }

  /**
   * Waits until every label is with the brokers.
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
