package dev.newsdesk.stream.live.recording;

import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.batching.Rejection;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.classification.RejectionCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the last articles of each category and the last dead letters, however many there are: a
 * few kilobytes. An article costs the stream thread less than a microsecond.
 *
 * <p>Thread-safe.
 */
public final class Recorder implements BatchListener {

  /** Articles of each category, and dead letters, that are kept. */
  public static final int KEPT = 10;

  /** Longest text kept, in characters. */
  static final int MAX_TEXT = 300;

  private final Clock clock;
  private final Map<String, Category> categories = new HashMap<>();
  private final Map<RejectionCause, Long> causes = new EnumMap<>(RejectionCause.class);
  private final Recent<ArrivedDeadLetter> deadLetters = new Recent<>(KEPT);
  private final RecentRate rate = new RecentRate();
  private final RecentLatency latency = new RecentLatency();
  private long received;
  private long labelled;
  private long dead;

  /** Begins with nothing. */
  public Recorder(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void received() {
    received++;
  }

  @Override
  public void flushed(int articles, Duration waited) {
    // Batches are for the metrics.
  }

  @Override
  public synchronized void classified(Outcome.Classified article, Duration age) {
    Instant now = clock.instant();
    labelled++;
    rate.add(now);
    latency.add(now, age);
    categories
        .computeIfAbsent(article.category(), category -> new Category())
        .add(
            new ArrivedArticle(
                labelled,
                now,
                cut(article.articleId()),
                article.category(),
                article.confidence(),
                cut(article.headline()),
                age));
  }

  @Override
  public synchronized void deadLettered(Rejection rejection) {
    dead++;
    causes.merge(rejection.cause(), 1L, Long::sum);
    deadLetters.add(
        new ArrivedDeadLetter(
            dead,
            clock.instant(),
            new Rejection(
                rejection.cause(),
                cut(rejection.explanation()),
                rejection.topic(),
                rejection.partition(),
                rejection.offset())));
  }

  /** Returns the figures of this moment. */
  public synchronized Figures figures() {
    Instant now = clock.instant();
    Map<String, Long> byCategory = new HashMap<>();
    categories.forEach((label, category) -> byCategory.put(label, category.count));
    return new Figures(
        received,
        byCategory,
        causes,
        rate.history(now),
        latency.summary(now),
        deadLetters.stream().toList());
  }

  /** Returns the articles kept that have a higher number than this, in order of arrival. */
  public synchronized List<ArrivedArticle> articlesAfter(long number) {
    return categories.values().stream()
        .flatMap(category -> category.last.stream())
        .filter(article -> article.number() > number)
        .sorted(Comparator.comparingLong(ArrivedArticle::number))
        .toList();
  }

  /** An article may have a megabyte of title. */
  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    // Not within a pair of surrogates, which only together are a character.
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end) + "…";
  }

  private static final class Category {

    private final Recent<ArrivedArticle> last = new Recent<>(KEPT);
    private long count;

    void add(ArrivedArticle article) {
      count++;
      last.add(article);
    }
  }
}
