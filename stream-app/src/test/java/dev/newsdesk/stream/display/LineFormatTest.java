package dev.newsdesk.stream.display;

import static dev.newsdesk.stream.display.Arrivals.DEAD_LETTERS;
import static dev.newsdesk.stream.display.Arrivals.classified;
import static dev.newsdesk.stream.display.Arrivals.dead;
import static dev.newsdesk.stream.display.Arrivals.sports;
import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.Arrival;
import org.junit.jupiter.api.Test;

class LineFormatTest {

  private final LineFormat plain = new LineFormat(Colours.NONE, DEAD_LETTERS, Integer.MAX_VALUE);

  @Test
  void anArticleIsCategoryConfidenceAndHeadline() {
    assertThat(plain.line(sports("Cup final"))).isEqualTo("Sports     75 %  Cup final");
  }

  @Test
  void aDeadLetterIsItsCauseOriginKeyAndMessage() {
    assertThat(plain.line(dead("It is empty.")))
        .isEqualTo("dead      EMPTY  news.articles/2/345, key a-1: It is empty.");
    assertThat(plain.line(new Arrival.DeadLetter(null, "unknown", "unknown", null)))
        .isEqualTo("dead      unknown  key null: unknown");
  }

  @Test
  void theNameHasTheColourOfItsTopic() {
    LineFormat coloured =
        new LineFormat(
            (topic, text) -> "<" + topic + ">" + text + "</>", DEAD_LETTERS, Integer.MAX_VALUE);
    assertThat(coloured.line(sports("Cup final")))
        .isEqualTo("<news.category.sports>Sports   </>  75 %  Cup final");
    assertThat(coloured.line(dead("It is empty.")))
        .startsWith("<news.dead-letters>dead     </> EMPTY");
  }

  @Test
  void aLineEndsAtTheTerminalsWidthWhateverItsColourTakes() {
    LineFormat narrow =
        new LineFormat((topic, text) -> "\u001b[1m" + text + "\u001b[0m", DEAD_LETTERS, 30);
    String line = narrow.line(sports("0123456789abcdef")).replaceAll("\u001b\\[.m", "");
    assertThat(line).isEqualTo("Sports     75 %  0123456789ab…").hasSize(30);
    assertThat(narrow.line(sports("0123456789abc"))).endsWith("0123456789abc");
  }

  @Test
  void noCharacterIsCutInTwo() {
    LineFormat narrow = new LineFormat(Colours.NONE, DEAD_LETTERS, 30);
    assertThat(narrow.line(sports("⚽🏆".repeat(10)))).endsWith("⚽🏆".repeat(6) + "…");
  }

  @Test
  void nothingThatATerminalWouldObeyIsLeft() {
    String evil = "a\u001b[2Jb\r\nc\u009b1md\u2028e\u007f";
    assertThat(plain.line(sports(evil))).endsWith("  a [2Jb c 1md e ");
    assertThat(plain.line(dead(evil))).endsWith(": a [2Jb c 1md e ");
    Article article = Article.newBuilder().setId("a").setTitle("T").build();
    assertThat(plain.line(classified(evil, article))).startsWith("a [2Jb c 1md e ");
  }

  @Test
  void withoutATitleTheDescriptionIsShown() {
    Article article =
        Article.newBuilder().setId("a").setTitle(" ").setDescription("The cup final").build();
    assertThat(plain.line(classified("Sports", article))).endsWith("%  The cup final");
  }
}
