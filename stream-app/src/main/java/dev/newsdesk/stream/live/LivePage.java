package dev.newsdesk.stream.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.http.Content;
import dev.newsdesk.stream.http.Health;
import dev.newsdesk.stream.http.Resource;
import dev.newsdesk.stream.live.recording.ArrivedArticle;
import dev.newsdesk.stream.live.recording.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page at {@code /} that shows this instance's articles as it labels them, and the JSON that it
 * asks for each second: {@code /api/status}, the figures, and {@code /api/articles?after=N}, those
 * of the last articles that have a higher number.
 *
 * <p>Texts of articles are untrusted; in the JSON they are ASCII, and the page puts them into the
 * document as texts alone. Thread-safe.
 */
public final class LivePage {

  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  /** The page's files, beside this class, by path. */
  private static final Map<String, File> FILES =
      Map.of(
          "/", new File("index.html", "text/html; charset=utf-8"),
          "/style.css", new File("style.css", "text/css; charset=utf-8"),
          "/icon.svg", new File("icon.svg", "image/svg+xml"),
          "/page.js", new File("page.js", JAVASCRIPT),
          "/arrivals.js", new File("arrivals.js", JAVASCRIPT),
          "/figures.js", new File("figures.js", JAVASCRIPT),
          "/accuracy.js", new File("accuracy.js", JAVASCRIPT),
          "/chart.js", new File("chart.js", JAVASCRIPT),
          "/document.js", new File("document.js", JAVASCRIPT),
          "/format.js", new File("format.js", JAVASCRIPT));

  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Supplier<Health> health;
  private final Recorder recorder;
  private final UnknownWords words = new UnknownWords();
  private final Instant startedAt;
  private final AtomicReference<@Nullable CheckpointManifest> checkpoint = new AtomicReference<>();
  private volatile Supplier<Optional<AccuracySnapshot>> accuracy = Optional::empty;

  /**
   * Makes a page on which nothing has happened.
   *
   * @param health is asked at each request, by several threads
   */
  public LivePage(Supplier<Health> health, Clock clock) {
    this.health = health;
    this.recorder = new Recorder(clock);
    this.startedAt = clock.instant();
  }

  /** Returns what the stream threads are to tell. */
  public BatchListener listener() {
    return recorder;
  }

  /** Returns what the stream threads are to tell of each call of the network. */
  public Consumer<PredictionWork> predictions() {
    return words;
  }

  /** Says what is served, once that is known. */
  public void serving(CheckpointManifest manifest) {
    checkpoint.set(manifest);
  }

  /**
   * Says where to ask for the accuracy, once that is known.
   *
   * @param snapshots is asked at each request, by several threads; empty while no label has come
   */
  public void accuracy(Supplier<Optional<AccuracySnapshot>> snapshots) {
    accuracy = snapshots;
  }

  /** Returns what is to be answered, by path. */
  public Map<String, Resource> resources() {
    Map<String, Resource> resources = new HashMap<>();
    FILES.forEach(
        (path, file) -> {
          Content content = new Content(file.type, file.read());
          resources.put(path, parameters -> content);
        });
    resources.put("/api/status", parameters -> json(status()));
    resources.put("/api/articles", parameters -> json(articles(parameters.number("after", 0))));
    return resources;
  }

  private ObjectNode status() {
    ObjectNode object = answer();
    StatusJson.health(object, health.get());
    StatusJson.checkpoint(object, checkpoint.get());
    StatusJson.figures(object, recorder.figures());
    StatusJson.words(object, words);
    StatusJson.accuracy(object, accuracy.get());
    return object;
  }

  private ObjectNode articles(long after) {
    List<ArrivedArticle> arrived = recorder.articlesAfter(after);
    ObjectNode object = answer();
    ArrayNode articles = object.putArray("articles");
    for (ArrivedArticle article : arrived) {
      articles
          .addObject()
          .put("number", article.number())
          .put("at", article.at().toString())
          .put("id", article.id())
          .put("category", article.category())
          .put("confidence", article.confidence())
          .put("headline", article.headline())
          .put("latency", article.age().toMillis() / 1e3);
    }
    return object;
  }

  /** The numbers begin anew with each start: whoever asks again must be able to tell. */
  private ObjectNode answer() {
    return json.createObjectNode().put("startedAt", startedAt.toString());
  }

  private Content json(ObjectNode object) {
    try {
      return new Content("application/json", json.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers is always JSON.", e);
    }
  }

  private record File(String name, String type) {

    String read() {
      try (InputStream stream = LivePage.class.getResourceAsStream(name)) {
        return new String(
            Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
