package dev.newsdesk.quickstart.operator;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.client.AccuracyReader;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.stream.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Articles and labels that keep coming, and what readers of committed records find of them. */
final class Traffic implements AutoCloseable {

  private static final List<String> TITLES =
      List.of(
          "Ministers meet for talks on the truce",
          "Striker scores twice in the cup final",
          "Oil prices rise as shares fall",
          "New chip makes phones faster");

  private final String bootstrapServers;
  private final Topics topics;
  private final ClientSettings client;
  private final KafkaProducer<String, byte[]> producer;
  private final Serializer<Article> articles;
  private final Serializer<ArticleLabel> labels;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();
  private int count;

  Traffic(String bootstrapServers, String registryUrl, Topics topics) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    Map<String, String> registry = Map.of("schema.registry.url", registryUrl);
    client = new ClientSettings(bootstrapServers, registry, topics, Map.of());
    articles = AvroSerdes.serializer(Article.class, registry);
    labels = AvroSerdes.serializer(ArticleLabel.class, registry);
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.block.ms",
                1_000,
                "delivery.timeout.ms",
                5_000,
                "request.timeout.ms",
                3_000,
                "metadata.max.age.ms",
                1_000,
                "linger.ms",
                0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Sends an article and its label; what no topic takes is not counted as written. */
  void send() {
    int number = count++;
    String id = topics.prefix() + "-" + number;
    Article article =
        Article.newBuilder().setId(id).setTitle(TITLES.get(number % TITLES.size())).build();
    send(topics.articles(), id, articles.serialize(topics.articles(), article), true);
    ArticleLabel label = ArticleLabel.newBuilder().setArticleId(id).setCategory("World").build();
    send(topics.labels(), id, labels.serialize(topics.labels(), label), false);
  }

  private void send(String topic, String id, byte[] value, boolean isArticle) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, id, value),
            (metadata, failure) -> {
              if (failure == null && isArticle) {
                written.put(id, Instant.now());
              }
            });
  }

  /** Forgets what was written so far: the topic that held it is gone. */
  void forget() {
    written.clear();
  }

  /** Returns the ids of articles that were written, before some time. */
  Set<String> written(Instant before) {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    written.forEach(
        (id, at) -> {
          if (at.isBefore(before)) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** Returns how many articles stand in the categories' topics that there are. */
  long classified() {
    return read(topic -> topic.startsWith(topics.categories())).size();
  }

  /** Returns how often each article stands in the outputs that there are. */
  Map<String, Integer> arrived() {
    return read(
        topic -> topic.startsWith(topics.categories()) || topic.equals(topics.deadLetters()));
  }

  private Map<String, Integer> read(Predicate<String> outputs) {
    Map<String, Integer> times = new TreeMap<>();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("enable.auto.commit", false);
    settings.put("default.api.timeout.ms", 10_000);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .listTopics()
          .forEach(
              (topic, infos) -> {
                if (outputs.test(topic)) {
                  infos.forEach(
                      info -> partitions.add(new TopicPartition(topic, info.partition())));
                }
              });
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          times.merge(record.key(), 1, Integer::sum);
        }
      }
    }
    return times;
  }

  /** Returns how many labels the latest report of a checkpoint counts, 0 without a report. */
  long counted(String checkpoint) {
    try (AccuracyReader reports = new AccuracyReader(client)) {
      if (!reports.begin()) {
        return 0;
      }
      reports.catchUp();
      return reports
          .cumulative(checkpoint)
          .map(report -> report.getOverall().getLabelled())
          .orElse(0L);
    } catch (ClientException e) {
      // The topic is being deleted.
      return 0;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    articles.close();
    labels.close();
  }
}
