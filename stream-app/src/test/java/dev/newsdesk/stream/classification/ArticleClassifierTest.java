package dev.newsdesk.stream.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.FakeNetwork;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ArticleClassifierTest {

  private static final Map<String, String> REGISTRY =
      Map.of("schema.registry.url", "mock://article-classifier-test");
  private static final SchemaRegistry SCHEMAS = SchemaRegistry.connect(REGISTRY);
  private static final Topics TOPICS = new Topics("news");

  private final FakeNetwork network = new FakeNetwork();
  private final MutableClock clock =
      new MutableClock(Instant.parse("2026-11-23T12:00:00.123456789Z"));

  @Property(tries = 50)
  void whicheverArticlesFailTheOthersAreLabelledEachInItsPlace(
      @ForAll @IntRange(max = 40) int size,
      @ForAll @Size(max = 10) Set<@IntRange(max = 39) Integer> guilty) {
    List<PendingArticle> batch = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      batch.add(pending(i, guilty.contains(i) ? "World: poison" : "World: fine"));
    }
    List<Outcome> outcomes = classifier(new FakeNetwork()).classify(batch);
    assertThat(outcomes).hasSize(size);
    for (int i = 0; i < size; i++) {
      if (guilty.contains(i)) {
        assertThat(cause(outcomes.get(i))).isEqualTo(RejectionCause.MODEL_FAILURE);
      } else {
        assertThat(((Outcome.Classified) outcomes.get(i)).articleId())
            .isEqualTo(Integer.toString(i));
      }
    }
  }

  @Test
  void oneGuiltyArticleOfManyCostsALogarithmOfCallsAndOneForAPlainText() {
    List<PendingArticle> batch = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      batch.add(pending(i, i == 77 ? "World: poison" : "World: fine"));
    }
    classifier(network).classify(batch);
    assertThat(network.calls()).hasSize(1 + 2 * 8 + 1);
  }

  @Test
  void aNetworkThatFailsOnEverythingStopsTheAppAndRejectsNothing() {
    try (var classifier = classifier(new Broken())) {
      assertThatThrownBy(() -> classifier.classify(List.of(pending(1, "World: one"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "The network fails on every text: look at the device and its memory, and start"
                  + " again.");
    }
  }

  @Test
  void undecodableArticlesNeverReachTheNetwork() {
    List<Outcome> outcomes =
        classifier(network)
            .classify(
                List.of(
                    Articles.pending(0, new byte[] {1}),
                    pending(1, "Sports: fine"),
                    Articles.pending(2, null)));
    assertThat(network.calls()).containsExactly(List.of("Sports: fine "));
    assertThat(cause(outcomes.get(0))).isEqualTo(RejectionCause.UNDECODABLE);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Classified.class);
    assertThat(cause(outcomes.get(2))).isEqualTo(RejectionCause.EMPTY);
  }

  @Test
  void nothingIsAskedOfTheNetworkWhereNothingIsLeft() {
    assertThat(classifier(network).classify(List.of())).isEmpty();
    assertThat(classifier(network).classify(List.of(Articles.pending(0, null)))).hasSize(1);
    assertThat(network.calls()).isEmpty();
  }

  @Test
  void whatItIsCalledIsItsTitleOrElseItsDescription() {
    List<Outcome> outcomes =
        classifier(network)
            .classify(
                List.of(
                    pending(0, "Sports: a title"),
                    Articles.pending(
                        1,
                        Articles.bytes(
                            Article.newBuilder()
                                .setId("1")
                                .setTitle(" ")
                                .setDescription("World: a description")
                                .build(),
                            REGISTRY))));
    assertThat(outcomes)
        .extracting(outcome -> ((Outcome.Classified) outcome).headline())
        .containsExactly("Sports: a title", "World: a description");
    assertThat(((Outcome.Classified) outcomes.get(0)).confidence()).isEqualTo(0.75);
  }

  @Test
  void theTimeIsToTheMillisecondThatAvroKeeps() {
    Outcome outcome = classifier(network).classify(List.of(pending(0, "Sports: x"))).get(0);
    byte[] value = ((Outcome.Classified) outcome).value().get();
    try (var values = AvroSerdes.deserializer(ClassifiedArticle.class, REGISTRY)) {
      assertThat(values.deserialize("t", value).getClassifiedAt())
          .isEqualTo("2026-11-23T12:00:00.123Z");
    }
  }

  @Test
  void aNetworkThatAnswersTooFewOrTooManyStopsTheApp() {
    for (int answers : List.of(0, 1, 3)) {
      var wrong = new Answering(answers);
      assertThatThrownBy(
              () -> classifier(wrong).classify(List.of(pending(0, "a"), pending(1, "b"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "The network gave "
                  + answers
                  + " predictions for 2 texts, so none can be told whose it is.");
    }
  }

  @Test
  void closesTheNetwork() {
    classifier(network).close();
    assertThat(network.closed()).isTrue();
  }

  private ArticleClassifier classifier(ArticleClassifier.Network with) {
    return new ArticleClassifier(
        new ArticleCodec(SCHEMAS, new LookedUpSchemas(SCHEMAS), TOPICS, 10_000),
        with,
        "checkpoint-1",
        clock);
  }

  private static PendingArticle pending(long offset, String title) {
    return Articles.pending(
        offset, Articles.bytes(Articles.article(Long.toString(offset), title), REGISTRY));
  }

  private static RejectionCause cause(Outcome outcome) {
    return ((Outcome.Rejected) outcome).reason().rejectionCause();
  }

  /** Fails on whatever is asked, as a device that is gone does. */
  private record Broken() implements ArticleClassifier.Network {

    @Override
    public List<Prediction> classify(List<String> texts) {
      throw new PredictionException("The device is gone.", new IllegalStateException());
    }

    @Override
    public void close() {}
  }

  /** Answers a fixed number of predictions, whatever is asked. */
  private record Answering(int answers) implements ArticleClassifier.Network {

    @Override
    public List<Prediction> classify(List<String> texts) {
      return Collections.nCopies(answers, new Prediction("World", 1, Map.of()));
    }

    @Override
    public void close() {}
  }
}
