package dev.newsdesk.stream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleFileTest {

  private static final Article FULL =
      Article.newBuilder()
          .setId("a-1")
          .setTitle("Title, “quoted”")
          .setDescription("Text")
          .setSource("Newsdesk")
          .setUrl("https://example.org/1")
          .setPublishedAt(Instant.parse("2026-11-23T12:00:00.123Z"))
          .build();

  private final ArticleFile file = new ArticleFile("news.txt");
  private final List<Article> articles = new ArrayList<>();
  private CsvLayout layout = CsvLayout.BY_HEADER;

  @Test
  void everyFieldOfAJsonLineIsRead() {
    json(
        """
        {"id": "a-1", "title": "Title, “quoted”", "description": "Text", "source": "Newsdesk",\
         "url": "https://example.org/1", "publishedAt": "2026-11-23T12:00:00.123Z"}
        """);
    assertThat(articles).containsExactly(FULL);
  }

  @Test
  void everyFieldOfACsvLineIsRead() {
    csv(
        """
        publishedAt,id,title,description,source,url
        2026-11-23T12:00:00.123Z,a-1,"Title, “quoted”",Text,Newsdesk,https://example.org/1
        """);
    assertThat(articles).containsExactly(FULL);
  }

  @Test
  void whatIsMissingNullOrEmptyIsLeftOut() {
    json("{\"id\": \"a\", \"title\": \"T\", \"source\": null, \"url\": \"\"}\n");
    csv("id,title,description,source,url,publishedAt\na,T,,,,\n");
    Article expected = Article.newBuilder().setId("a").setTitle("T").build();
    assertThat(articles).containsExactly(expected, expected);
  }

  @Test
  void anArticleWithoutAnIdGetsAnIdOfItsOwn() {
    json("{\"title\": \"a\"}\n{\"title\": \"b\", \"id\": \"\"}\n");
    csv("title,id\nc,\n");
    assertThat(articles)
        .extracting(Article::getId)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(UUID.fromString(id)).hasToString(id))
        .hasSize(3);
  }

  @Test
  void unknownFieldsAndEmptyLinesArePassedOver() {
    json("\n{\"id\": \"a\", \"title\": \"T\", \"tags\": [\"x\"], \"more\": {\"y\": 1}}\n  \n");
    csv("id,title,tags\n\na,T,x\n");
    assertThat(articles).hasSize(2).allMatch(article -> article.getTitle().equals("T"));
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    json("\ufeff{\"id\": \"a\", \"title\": \"T\"}\n");
    csv("\ufeffid,title\na,T\n");
    assertThat(articles).hasSize(2).allMatch(article -> article.getId().equals("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":|is not JSON (Unexpected end-of-input within/between Object entries)",
        "title: T|is not JSON (Unrecognized token 'title': was expecting (JSON String, Number,"
            + " Array, Object or token 'null', 'true' or 'false'))",
        "{\"title\": \"T\"} {\"title\": \"U\"}|holds more than one JSON value",
        "[{\"title\": \"T\"}]|is a JSON array, where one object a line is wanted",
        "\"T\"|is not a JSON object",
        "{}|has neither title nor description",
        "{\"title\": \" \", \"description\": \"\"}|has neither title nor description",
        "{\"title\": {\"en\": \"T\"}}|has a title that is no text",
        "{\"title\": \"T\", \"publishedAt\": \"yesterday\"}|has the publishedAt 'yesterday', which"
            + " is no ISO 8601 instant such as 2026-11-29T12:00:00Z",
        "{\"title\": \"T\", \"publishedAt\": \"+999999999-01-01T00:00:00Z\"}|has the publishedAt"
            + " '+999999999-01-01T00:00:00Z', which is no ISO 8601 instant such as"
            + " 2026-11-29T12:00:00Z",
        "{\"id\": \"\\ud800\", \"title\": \"T\"}|has half a character in its id",
        "{\"title\": \"\uffff\"}|is not UTF-8"
      })
  void aMalformedJsonLineIsNamedAndThoseBeforeItAreHandedOver(String line, String what) {
    assertThatThrownBy(() -> json("{\"id\": \"a\", \"title\": \"T\"}\n\n" + line + "\n"))
        .isInstanceOf(ClientException.class)
        .hasMessage("news.txt, line 3 " + what + ": correct it; the lines before it were sent.");
    assertThat(articles).extracting(Article::getId).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "b|has 1 columns instead of 3",
        "b,T,D,more|has 4 columns instead of 3",
        "b,,|has neither title nor description",
        "b,\uffff,D|is not UTF-8"
      })
  void aMalformedCsvLineIsNamedAndThoseBeforeItAreHandedOver(String line, String what) {
    assertThatThrownBy(() -> csv("id,title,description\na,\"T\nT\",D\n" + line + "\n"))
        .isInstanceOf(ClientException.class)
        .hasMessage("news.txt, line 4 " + what + ": correct it; the lines before it were sent.");
    assertThat(articles).extracting(Article::getId).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id,title\na,\"never closed\nb,T\n"})
  void whatIsNoCsvIsRefused(String text) {
    assertThatThrownBy(() -> csv(text))
        .isInstanceOf(ClientException.class)
        .hasMessageMatching("news.txt is not CSV \\(.*[^.]\\): correct it; .*\\.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Class Index,Title,Description\n3,T,D\n",
        "3,T,D\n",
        "\"3\",\"T\",\"D\"\r\n",
        "title;description\nT;D\n",
        "title\tdescription\nT\tD\n",
        "\"a,b,c\";Title;DESCRIPTION \nx;T;D\n",
        "title,description,,\nT,D,,\n",
        "title,description\nT,D,, \n"
      })
  void columnsAndTheirSeparatorAreToldByTheFirstLine(String text) {
    csv(text);
    assertThat(articles)
        .singleElement()
        .satisfies(
            article -> {
              assertThat(article.getTitle()).isEqualTo("T");
              assertThat(article.getDescription()).isEqualTo("D");
            });
  }

  @Test
  void aFileWithoutAHeaderIsReadByTheColumnsThatAreNamed() {
    layout = new CsvLayout(Optional.of('|'), List.of("when", "title", "id"));
    csv("today|One, two|a\ntoday|Three;four|b\n");
    assertThat(articles).extracting(Article::getId).containsExactly("a", "b");
    assertThat(articles).extracting(Article::getTitle).containsExactly("One, two", "Three;four");
  }

  @Test
  void columnsOfWhichNoneIsATextAreNamed() {
    assertThatThrownBy(() -> csv("headline,body\nT,D\n"))
        .isInstanceOf(ClientException.class)
        .hasMessage(
            "news.txt has the columns headline, body, and none of them is title or description:"
                + " correct its header line, or name its columns with --columns if it has none, and"
                + " what separates them with --separator.");
    assertThatThrownBy(() -> csv("id,ID,title\na,b,T\n"))
        .isInstanceOf(ClientException.class)
        .hasMessage("news.txt has the column id twice: rename one of the two.");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    for (boolean csv : new boolean[] {false, true}) {
      assertThatThrownBy(() -> read(csv, new BrokenReader()))
          .isInstanceOf(ClientException.class)
          .hasMessage("news.txt cannot be read (java.io.IOException: disk gone): check it.");
    }
  }

  private void json(String text) {
    read(false, new StringReader(text));
  }

  private void csv(String text) {
    read(true, new StringReader(text));
  }

  private void read(boolean csv, Reader reader) {
    if (csv) {
      file.readCsv(reader, layout, articles::add);
    } else {
      file.readJsonLines(reader, articles::add);
    }
  }

  /** Fails at the first character. */
  private static final class BrokenReader extends Reader {

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      throw new IOException("disk gone");
    }

    @Override
    public void close() {}
  }
}
