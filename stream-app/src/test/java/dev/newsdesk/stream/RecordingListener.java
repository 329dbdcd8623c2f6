package dev.newsdesk.stream;

import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.batching.Rejection;
import dev.newsdesk.stream.classification.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told, a line each. */
public final class RecordingListener implements BatchListener {

  private final List<String> lines = new ArrayList<>();

  /** Returns what it was told. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void received() {
    lines.add("received");
  }

  @Override
  public void flushed(int articles, Duration waited) {
    lines.add("flushed " + articles + " after " + waited.toMillis());
  }

  @Override
  public void classified(Outcome.Classified article, Duration age) {
    lines.add(
        "labelled %s (%s), %.2f %s, aged %d"
            .formatted(
                article.articleId(),
                article.headline(),
                article.confidence(),
                article.category(),
                age.toMillis()));
  }

  @Override
  public void deadLettered(Rejection rejection) {
    lines.add(
        "dead %s at %s-%d:%d: %s"
            .formatted(
                rejection.cause(),
                rejection.topic(),
                rejection.partition(),
                rejection.offset(),
                rejection.explanation()));
  }
}
