package dev.newsdesk.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleArticlesTest {

  private final List<Article> articles = SampleArticles.read();

  @Test
  void haveDistinctIds() {
    assertThat(articles).hasSize(44);
    assertThat(articles.stream().map(Article::getId)).doesNotHaveDuplicates();
  }

  @Test
  void areAwkwardEnough() {
    assertThat(articles).anyMatch(article -> article.getDescription().contains("&lt;b&gt;"));
    assertThat(articles).anyMatch(article -> article.getTitle().contains("“"));
    assertThat(articles).anyMatch(article -> article.getTitle().equals("Stocks"));
    assertThat(articles).anyMatch(article -> article.getDescription().length() > 8_000);
    assertThat(articles)
        .anyMatch(article -> article.getTitle().isEmpty() && article.getDescription().isEmpty());
  }
}
