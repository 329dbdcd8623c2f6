package dev.newsdesk.stream.batching;

import dev.newsdesk.stream.classification.Outcome;
import java.time.Duration;

/** Tells two listeners, one after the other. */
record ListenerPair(BatchListener first, BatchListener second) implements BatchListener {

  @Override
  public void received() {
    first.received();
    second.received();
  }

  @Override
  public void flushed(int articles, Duration waited) {
    first.flushed(articles, waited);
    second.flushed(articles, waited);
  }

  @Override
  public void classified(Outcome.Classified article, Duration age) {
    first.classified(article, age);
    second.classified(article, age);
  }

  @Override
  public void deadLettered(Rejection rejection) {
    first.deadLettered(rejection);
    second.deadLettered(rejection);
  }
}
