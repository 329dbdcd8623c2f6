package dev.newsdesk.quickstart.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.quickstart.registry.EmbeddedRegistry;
import dev.newsdesk.quickstart.testing.BrokerExtension;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.stream.cli.StreamMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code watch} as a process, on a category's topic in which others have written, too. */
class WatchIT {

  private static final String TOPIC = "watched.category.world";
  private static final File FULL = new File("/dev/full");

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

  @TempDir private static Path temporary = Path.of("");

  private static EmbeddedRegistry registry;

  @BeforeAll
  static void fill() throws Exception {
    registry = EmbeddedRegistry.start(temporary.resolve("registry"), 0);
    Map<String, String> settings = Map.of("schema.registry.url", registry.url());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        Serializer<ClassifiedArticle> articles =
            AvroSerdes.serializer(ClassifiedArticle.class, settings);
        Serializer<ArticleLabel> labels = AvroSerdes.serializer(ArticleLabel.class, settings)) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get();
      List<byte[]> values = new ArrayList<>();
      values.add(articles.serialize(TOPIC, article("first")));
      values.add(new byte[] {1, 2, 3});
      values.add(labels.serialize("watched.labels", new ArticleLabel("a", "World", null)));
      values.add(null);
      values.add(articles.serialize(TOPIC, article("second")));
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
      }
    }
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void recordsThatTheAppHasNotWrittenArePassedOverWithAWarning() throws Exception {
    File out = temporary.resolve("out").toFile();
    File err = temporary.resolve("err").toFile();

    assertThat(watch(out, err)).isZero();

    assertThat(Files.readAllLines(out.toPath()))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"first\""),
            line -> assertThat(line).contains("\"second\""));
    assertThat(Files.readString(err.toPath()))
        .containsOnlyOnce("Passed over a record that the app has not written (")
        .contains("offset=\"1\"");
  }

  @Test
  @EnabledIf(value = "hasFullDevice", disabledReason = "This system has no /dev/full")
  void aFullDiskIsSaidAndIsAFailure() throws Exception {
    File err = temporary.resolve("err-full").toFile();
    assertThat(watch(FULL, err)).isEqualTo(1);
    assertThat(Files.readString(err.toPath()))
        .contains("newsdesk: The output cannot be written (No space left on device), so that ");
  }

  static boolean hasFullDevice() {
    return FULL.exists();
  }

  private static int watch(File out, File err) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StreamMain.class.getName(),
            "watch",
            "--bootstrap-servers",
            BROKER.bootstrapServers(),
            "--registry",
            registry.url(),
            "--topic-prefix",
            "watched",
            "--from-beginning",
            "--json",
            "--max",
            "2");
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static ClassifiedArticle article(String id) {
    Article article = Article.newBuilder().setId(id).setTitle("Ministers meet").build();
    return new ClassifiedArticle(article, "World", 0.9, Map.of("World", 0.9), "c-1", Instant.now());
  }
}
