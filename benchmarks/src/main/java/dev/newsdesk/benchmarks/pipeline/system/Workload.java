package dev.newsdesk.benchmarks.pipeline.system;

import dev.newsdesk.Article;
import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.stream.client.ClientSettings;
import dev.newsdesk.trainer.data.NewsRow;
import java.util.List;

/**
 * Articles by number, repeated as often as needed, each under an id of its own.
 *
 * @param rows what is repeated
 */
public record Workload(List<NewsRow> rows) {

  private static final String ID_PREFIX = "bench-";

  /** Copies the collection. */
  public Workload {
    rows = List.copyOf(rows);
  }

  /** Returns the article of a number, from 0. */
  Article article(int number) {
    NewsRow row = rows.get(number % rows.size());
    return Article.newBuilder()
        .setId(ID_PREFIX + number)
        .setTitle(row.title())
        .setDescription(row.description())
        .build();
  }

  /** Returns the number of the article with this id. */
  static int number(String id) {
    try {
      if (id.startsWith(ID_PREFIX)) {
        return Integer.parseUnsignedInt(id.substring(ID_PREFIX.length()));
      }
    } catch (NumberFormatException ignored) {
      // The same as another beginning.
    }
    throw new BenchmarkException(
        "An article '" + id + "' arrived that nobody sent: run the benchmark on its own broker.");
  }

  /** Sends the first articles and returns when the broker has them all. */
  public void send(ClientSettings client, int articles) {
    try (ArticleSender sender = new ArticleSender(client)) {
      for (int number = 0; number < articles; number++) {
        sender.send(article(number));
      }
      sender.flush();
    }
  }
}
