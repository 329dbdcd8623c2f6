package dev.newsdesk.stream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.stream.topics.Topics;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CategoryTopicsTest {

  private static final Topics NEWS = new Topics("news");

  private final CategoryTopics topics =
      CategoryTopics.among(
          Set.of(
              "news.category.weather",
              "news.category.sci-tech",
              "news.articles",
              "news.dead-letters",
              "newsdesk-news.category.old-changelog",
              "other.category.sports"),
          NEWS);

  @Test
  void allThatExistAreFoundWhateverTheLabelsAre() {
    assertThat(topics.named(List.of()))
        .containsExactly("news.category.sci-tech", "news.category.weather");
  }

  @Test
  void aCategoryIsNamedByItsLabelOrByItsTopicsEnd() {
    assertThat(topics.named(List.of("Sci/Tech", "sci-tech", "WEATHER")))
        .containsExactly("news.category.sci-tech", "news.category.weather");
  }

  @Test
  void anUnknownCategoryIsToldWhichThereAre() {
    assertThatThrownBy(() -> topics.named(List.of("Weather", "Sports")))
        .isInstanceOf(ClientException.class)
        .hasMessage("There is no category 'Sports': use sci-tech, weather.");
  }

  @Test
  void withoutAnyCategoryTheRemedyIsTold() {
    assertThatThrownBy(() -> CategoryTopics.among(Set.of("news.articles"), NEWS))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "No topic news.category.… exists: start the stream app, which creates them, or correct"
                + " the topics' prefix.");
  }
}
