package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

  private static final Topics NEWS = new Topics("news");

  @Test
  void theNamesOfTheContract() {
    assertThat(NEWS.articles()).isEqualTo("news.articles");
    assertThat(NEWS.labels()).isEqualTo("news.labels");
    assertThat(NEWS.accuracy()).isEqualTo("news.accuracy");
    assertThat(NEWS.deadLetters()).isEqualTo("news.dead-letters");
  }

  @ParameterizedTest
  @CsvSource({
    "World, news.category.world",
    "Sci/Tech, news.category.sci-tech",
    "  Arts & Culture!, news.category.arts-culture",
    "IT, news.category.it"
  })
  void aCategoryIsWrittenAsTopicNamesAre(String label, String topic) {
    assertThat(NEWS.category(label)).isEqualTo(topic);
  }

  @Test
  void thePrefixIsFree() {
    assertThat(new Topics("a.b").category("World")).isEqualTo("a.b.category.world");
  }
}
