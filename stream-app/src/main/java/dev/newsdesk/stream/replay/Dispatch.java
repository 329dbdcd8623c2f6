package dev.newsdesk.stream.replay;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import dev.newsdesk.stream.sending.Pace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Sends articles at the plan's pace, and each one's label when it is due. One thread sends; any may
 * read how far it is. Once it is stopped it sends nothing more and waits for nothing.
 */
final class Dispatch {

  /** How soon a stop is heeded. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ReplayPlan plan;
  private final Transport transport;
  private final Ticker ticker;
  private final BooleanSupplier stopped;
  private final Pace pace;
  private final Deque<Due> due = new ArrayDeque<>();
  private final AtomicInteger articles = new AtomicInteger();
  private final AtomicInteger labels = new AtomicInteger();
  private final AtomicLong lastArticle;

  Dispatch(ReplayPlan plan, Transport transport, Ticker ticker, BooleanSupplier stopped) {
    this.plan = plan;
    this.transport = transport;
    this.ticker = ticker;
    this.stopped = stopped;
    pace = new Pace(plan.rate(), ticker::nanos, ticker::pause);
    lastArticle = new AtomicLong(ticker.nanos());
  }

  /** Sends an article when it is its turn, and meanwhile the labels that fall due. */
  void send(Article article, String label) {
    for (long left = pace.left(); left > 0 && !stopped.getAsBoolean(); left = pace.left()) {
      sendDueLabels();
      pause(left);
    }
    sendDueLabels();
    if (stopped.getAsBoolean()) {
      return;
    }
    pace.pass();
    transport.send(article);
    articles.incrementAndGet();
    lastArticle.set(ticker.nanos());
    if (plan.labels() == LabelOrder.AFTER) {
      due.add(new Due(article.getId(), label, ticker.nanos() + plan.labelDelay().toNanos()));
      sendDueLabels();
    }
  }

  /** Sends a label at once, as often as planned. */
  void sendLabel(String id, String category) {
    for (int i = 0; i < plan.labelRepeats() && !stopped.getAsBoolean(); i++) {
      transport.send(ArticleLabel.newBuilder().setArticleId(id).setCategory(category).build());
      labels.incrementAndGet();
    }
  }

  /** Waits until the last label is due and everything is with the brokers. */
  void finish() {
    while (!due.isEmpty() && !stopped.getAsBoolean()) {
      pause(untilNextLabel());
      sendDueLabels();
    }
    transport.flush();
  }

  private void sendDueLabels() {
    while (!due.isEmpty() && untilNextLabel() <= 0) {
      Due next = due.remove();
      sendLabel(next.id, next.category);
    }
  }

  /** Waits no longer than that, and no longer than to the next label. */
  private void pause(long longest) {
    long nanos = Math.min(longest, SLICE_NANOS);
    if (!due.isEmpty()) {
      nanos = Math.min(nanos, untilNextLabel());
    }
    if (nanos > 0) {
      ticker.pause(nanos);
    }
  }

  private long untilNextLabel() {
    return due.element().at - ticker.nanos();
  }

  /** Returns how many articles were sent. */
  int articles() {
    return articles.get();
  }

  /** Returns how many labels were sent, repetitions among them. */
  int labels() {
    return labels.get();
  }

  /** Returns when the last article was sent, or else when this began, in the ticker's time. */
  long lastArticle() {
    return lastArticle.get();
  }

  /** A label that waits until its time has come. */
  private record Due(String id, String category, long at) {}
}
