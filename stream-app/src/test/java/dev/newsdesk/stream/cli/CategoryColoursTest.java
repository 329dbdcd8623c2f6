package dev.newsdesk.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CategoryColoursTest {

  private static final List<String> TOPICS =
      IntStream.range(0, 9).mapToObj(number -> "news.category." + number).toList();

  private final CategoryColours colours = new CategoryColours(TOPICS);

  @Test
  void categoriesAndDeadLettersDifferUntilThereAreMoreThanColours() {
    List<String> texts =
        List.of("0", "1", "2", "3", "4", "5", "6", "7").stream()
            .map(name -> colours.of("news.category." + name, "T"))
            .toList();
    assertThat(texts).doesNotHaveDuplicates();
    assertThat(colours.of("news.dead-letters", "T")).isNotIn(texts);
    assertThat(colours.of("news.category.8", "T")).isEqualTo(texts.get(0));
  }

  @Test
  void theColourEndsAfterTheText() {
    assertThat(colours.of("news.category.0", "World")).isEqualTo("\u001b[38;5;33mWorld\u001b[39m");
  }
}
