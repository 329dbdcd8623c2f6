package dev.newsdesk.stream.display;

import static dev.newsdesk.stream.display.Arrivals.classified;
import static dev.newsdesk.stream.display.Arrivals.dead;
import static dev.newsdesk.stream.display.Arrivals.sports;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.newsdesk.Article;
import dev.newsdesk.stream.client.Arrival;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonFormatTest {

  private final JsonFormat format = new JsonFormat();

  @Test
  void everyFieldOfAnArticleHasItsName() {
    Article article =
        Article.newBuilder()
            .setId("a-1")
            .setTitle("Cup final")
            .setDescription("It went to a shootout.")
            .setSource("Newsdesk")
            .setUrl("https://example.org/1")
            .setPublishedAt(Instant.parse("2026-11-24T12:00:00Z"))
            .build();
    assertThat(format.line(classified("Sports", article)))
        .isEqualTo(
            "{\"id\":\"a-1\",\"category\":\"Sports\",\"confidence\":0.75,"
                + "\"probabilities\":{\"Sports\":0.75,\"World\":0.25},\"title\":\"Cup final\","
                + "\"description\":\"It went to a shootout.\",\"source\":\"Newsdesk\","
                + "\"url\":\"https://example.org/1\",\"publishedAt\":\"2026-11-24T12:00:00Z\","
                + "\"checkpoint\":\"gru-1\",\"classifiedAt\":\"2026-11-24T12:00:01.500Z\"}");
  }

  @Test
  void whatAnArticleLacksIsNull() {
    assertThat(format.line(sports("Cup final")))
        .contains("\"description\":\"\",\"source\":null,\"url\":null,\"publishedAt\":null,");
  }

  @Test
  void aDeadLetterIsAnObjectOfItsOwn() {
    assertThat(format.line(dead("It is empty.")))
        .isEqualTo(
            "{\"deadLetter\":{\"key\":\"a-1\",\"cause\":\"EMPTY\",\"message\":\"It is empty.\","
                + "\"topic\":\"news.articles\",\"partition\":2,\"offset\":345}}");
    assertThat(format.line(new Arrival.DeadLetter(null, "unknown", "unknown", null)))
        .contains("\"key\":null", "\"topic\":null,\"partition\":null,\"offset\":null");
  }

  @Test
  void aLineIsOneLineOfAsciiAndStillTheSameText() throws JsonProcessingException {
    String title = "“Käse”\n🏆\u001b[2J\u009b";
    String line = format.line(sports(title));
    assertThat(line).matches("[ -~]+");
    assertThat(new ObjectMapper().readTree(line).get("title").asText()).isEqualTo(title);
  }
}
