package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  private final Tally tally = new Tally();

  @Test
  void countsCategoriesDeadLettersAndAccuracy() {
    tally.expect("a", "Sports");
    tally.expect("b", "World");
    tally.expect("c");
    tally.add(labelled("a", "Sports"));
    tally.add(labelled("b", "Sports"));
    tally.add(new Arrival.DeadLetter("c", "EMPTY", "nothing there", null));

    assertThat(tally.categories()).isEqualTo(Map.of("Sports", 2));
    assertThat(tally.deadLetters()).isEqualTo(Map.of("EMPTY", 1));
    assertThat(tally.labelled()).isEqualTo(2);
    assertThat(tally.accuracy()).isEqualTo(0.5);
    assertThat(tally.isExact()).isTrue();
  }

  @Test
  void noticesWhatIsMissing() {
    tally.expect("a");
    tally.expect("b");
    tally.add(labelled("a", "World"));

    assertThat(tally.arrived()).isEqualTo(1);
    assertThat(tally.missing()).containsExactly("b");
    assertThat(tally.isExact()).isFalse();
  }

  @Test
  void noticesWhatCameTwiceEvenAsADeadLetter() {
    tally.expect("a");
    tally.add(labelled("a", "World"));
    tally.add(new Arrival.DeadLetter("a", "MODEL_FAILURE", "failed", null));

    assertThat(tally.arrived()).isEqualTo(1);
    assertThat(tally.repeated()).containsExactly("a");
    assertThat(tally.isExact()).isFalse();
  }

  @Test
  void noticesWhatNobodySent() {
    tally.add(labelled("a", "World"));

    assertThat(tally.unexpected()).isEqualTo(1);
    assertThat(tally.isExact()).isFalse();
  }

  private static Arrival labelled(String id, String category) {
    Article article = Article.newBuilder().setId(id).setTitle("title").setDescription("").build();
    ClassifiedArticle classified =
        ClassifiedArticle.newBuilder()
            .setArticle(article)
            .setCategory(category)
            .setConfidence(1.0)
            .setProbabilities(Map.of(category, 1.0))
            .setCheckpointId("checkpoint")
            .setClassifiedAt(Instant.EPOCH)
            .build();
    return new Arrival.Classified("topic", classified);
  }
}
