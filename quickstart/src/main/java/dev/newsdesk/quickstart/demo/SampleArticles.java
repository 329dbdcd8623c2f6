package dev.newsdesk.quickstart.demo;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.ArticleFile;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The articles that the repository ships, awkward ones among them. */
public final class SampleArticles {

  private static final String RESOURCE = "samples.jsonl";

  private SampleArticles() {}

  /** Returns them; the last one has no text at all and can only become a dead letter. */
  public static List<Article> read() {
    List<Article> articles = new ArrayList<>();
    InputStream resource =
        Objects.requireNonNull(SampleArticles.class.getResourceAsStream(RESOURCE), RESOURCE);
    new ArticleFile(RESOURCE)
        .readJsonLines(new InputStreamReader(resource, StandardCharsets.UTF_8), articles::add);
    articles.add(
        Article.newBuilder().setId("sample-without-text").setTitle("").setDescription("").build());
    return articles;
  }
}
