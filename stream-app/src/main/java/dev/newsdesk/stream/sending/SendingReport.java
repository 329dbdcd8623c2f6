package dev.newsdesk.stream.sending;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;

/**
 * How the sending went.
 *
 * @param articles how many were sent and have arrived
 * @param skipped how many lines were no articles
 * @param time how long it took
 */
public record SendingReport(long articles, long skipped, Duration time) {

  /** Returns how many articles were sent a second. */
  public double articlesPerSecond() {
    return articles / Math.max(seconds(), 1e-9);
  }

  /** Returns one sentence. */
  public String sentence() {
    return "Sent %,d %s in %,.1f s (%,.0f articles/s)%s."
        .formatted(
            articles,
            articles == 1 ? "article" : "articles",
            seconds(),
            articlesPerSecond(),
            skipped == 0 ? "" : "; skipped %,d malformed".formatted(skipped));
  }

  /** Returns one JSON object on one line. */
  public String json() {
    return new JsonMapper()
        .createObjectNode()
        .put("articles", articles)
        .put("skipped", skipped)
        .put("seconds", seconds())
        .put("articlesPerSecond", articlesPerSecond())
        .toString();
  }

  private double seconds() {
    return time.toNanos() / 1e9;
  }
}
