package dev.newsdesk.stream.client;

import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.schemas.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads labelled articles and dead letters, committed ones only, without joining a consumer group.
 * For one thread at a time.
 */
public final class ArrivalReader implements AutoCloseable {

  private final ClientSettings settings;
  private final Consumer<String, byte[]> consumer;
  private final Deserializer<ClassifiedArticle> values;
  private final FollowedTopics followed;
  private final ForeignRecords foreign = new ForeignRecords();

  /**
   * Reads topics.
   *
   * @param topics category topics, and the dead letters' if they are wanted; they must exist
   * @param fromBeginning whether to read what is there already, or only what comes from now on
   * @throws ClientException when no broker answers, a topic is missing or a setting is wrong
   */
  public ArrivalReader(ClientSettings settings, List<String> topics, boolean fromBeginning) {
    this(settings);
    try {
      read(topics, fromBeginning);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Reads nothing yet, but can tell what there is.
   *
   * @throws ClientException when a setting is wrong
   */
  public ArrivalReader(ClientSettings settings) {
    this.settings = settings;
    try {
      values = AvroSerdes.deserializer(ClassifiedArticle.class, settings.registry());
      consumer = settings.committedRecords();
    } catch (KafkaException e) {
      throw failed(e);
    }
    followed = new FollowedTopics(consumer, System::nanoTime);
  }

  /**
   * Returns the category topics that exist.
   *
   * @throws ClientException when no broker answers or there are none
   */
  public CategoryTopics categories() {
    try {
      return CategoryTopics.among(consumer.listTopics().keySet(), settings.topics());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Reads these topics from now on.
   *
   * @param topics category topics, and the dead letters' if they are wanted; they must exist
   * @param fromBeginning whether to read what is there already, or only what comes from now on
   * @throws ClientException when no broker answers or a topic is missing
   */
  public void read(List<String> topics, boolean fromBeginning) {
    try {
      followed.follow(topics, fromBeginning);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  /**
   * Returns what has arrived, waiting for it no longer than {@code timeout}. Records that the app
   * has not written are passed over, with a warning.
   *
   * @throws ClientException when the registry does not answer or a topic has been deleted
   */
  public List<Arrival> poll(Duration timeout) {
    List<Arrival> arrivals = new ArrayList<>();
    try {
      followed.refresh();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(timeout)) {
        arrival(record).ifPresent(arrivals::add);
      }
    } catch (KafkaException e) {
      throw failed(e);
    }
    return arrivals;
  }

  private Optional<Arrival> arrival(ConsumerRecord<String, byte[]> record) {
    if (isDeadLetter(record)) {
      return Optional.of(DeadLetterHeaders.read(record.key(), record.headers()));
    }
    // Whoever compacts a category topic may write tombstones to it; they are no articles.
    return foreign
        .decode(values, record)
        .map(article -> new Arrival.Classified(record.topic(), article));
  }

  private boolean isDeadLetter(ConsumerRecord<?, ?> record) {
    return record.topic().equals(settings.topics().deadLetters());
  }

  private ClientException failed(KafkaException e) {
    return settings.failed("Classified articles cannot be read", e);
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}
