package dev.newsdesk.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {

  @ParameterizedTest
  @CsvSource({
    "news.csv,CSV",
    "old/News.CSV,CSV",
    "news.jsonl,JSON_LINES",
    "news.ndjson,JSON_LINES",
    "news.csv.json,JSON_LINES",
    "news.csv.gz,CSV",
    "News.jsonl.GZ,JSON_LINES"
  })
  void theNameTellsTheFormat(Path file, FileFormat format) {
    assertThat(FileFormat.of(file)).hasValue(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"news.txt", "news", "csv.d/news", "news.gz"})
  void otherNamesTellNone(Path file) {
    assertThat(FileFormat.of(file)).isEmpty();
  }

  @Test
  void eachFormatIsReadAsSuch() {
    List<Article> articles = new ArrayList<>();
    ArticleFile file = new ArticleFile("news");
    FileFormat.CSV.read(
        file, new StringReader("id,title\na,T\n"), CsvLayout.BY_HEADER, articles::add);
    FileFormat.JSON_LINES.read(
        file,
        new StringReader("{\"id\": \"a\", \"title\": \"T\"}"),
        CsvLayout.BY_HEADER,
        articles::add);
    Article expected = Article.newBuilder().setId("a").setTitle("T").build();
    assertThat(articles).containsExactly(expected, expected);
  }
}
