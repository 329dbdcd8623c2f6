package dev.newsdesk.quickstart.demo;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ArrivalReader;
import dev.newsdesk.stream.client.ArticleSender;
import dev.newsdesk.trainer.data.NewsRow;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the sample articles and, where there is one, a labelled data set, and waits until every
 * article has arrived.
 */
public final class Demo {

  /** How long nothing may arrive before the demo gives up. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than two commits, after which anything the app has sent can be read. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final RunningSystem system;
  private final ArrivalReader reader;
  private final Tally tally = new Tally();

  /** Plays on a running system; the reader reads all its output topics from their beginning. */
  public Demo(RunningSystem system, ArrivalReader reader) {
    this.system = system;
    this.reader = reader;
  }

  /**
   * Sends the samples and waits for them.
   *
   * @param shown is given each article as it arrives
   * @throws DemoException when one does not arrive
   */
  public void playSamples(Consumer<Arrival> shown) {
    List<Article> samples = SampleArticles.read();
    samples.forEach(article -> tally.expect(article.getId()));
    play(samples, shown);
  }

  /**
   * Sends labelled articles as fast as they are taken and waits for them.
   *
   * @param shown is given each article as it arrives
   * @return the time from the first one sent to the last one arrived
   * @throws DemoException when one does not arrive
   */
  public Duration playRows(List<NewsRow> rows, Consumer<Arrival> shown) {
    List<Article> articles = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      NewsRow row = rows.get(i);
      Article article =
          Article.newBuilder()
              .setId("ag-news-test-%04d".formatted(i))
              .setTitle(row.title())
              .setDescription(row.description())
              .setSource("AG News")
              .build();
      articles.add(article);
      tally.expect(article.getId(), row.labelName());
    }
    long began = System.nanoTime();
    play(articles, shown);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void play(List<Article> articles, Consumer<Arrival> shown) {
    CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(articles));
    long lastArrival = System.nanoTime();
    while (tally.arrived() < tally.expected()) {
      List<Arrival> arrivals = reader.poll(Duration.ofMillis(200));
      for (Arrival arrival : arrivals) {
        tally.add(arrival);
        shown.accept(arrival);
      }
      if (!arrivals.isEmpty()) {
        lastArrival = System.nanoTime();
      }
      requireProgress(sending, Duration.ofNanos(System.nanoTime() - lastArrival));
    }
    await(sending);
  }

  /** Waits a moment for what should not come, so that a second copy of an article is noticed. */
  private void settle() {
    List<Arrival> arrivals = reader.poll(SETTLING);
    while (!arrivals.isEmpty()) {
      arrivals.forEach(tally::add);
      arrivals = reader.poll(SETTLING);
    }
  }

  private void send(List<Article> articles) {
    try (ArticleSender sender = new ArticleSender(system.client())) {
      articles.forEach(sender::send);
      sender.flush();
    }
  }

  private void requireProgress(CompletableFuture<Void> sending, Duration idle) {
    if (sending.isCompletedExceptionally()) {
      await(sending);
    }
    system
        .failure()
        .ifPresent(
            cause -> {
              throw new DemoException(cause);
            });
    if (idle.compareTo(PATIENCE) > 0) {
      throw new DemoException(
          "Nothing has arrived for "
              + PATIENCE.toSeconds()
              + " s and "
              + tally.missing().size()
              + " articles are missing: see the log for what the app waits for.");
    }
  }

  private static void await(CompletableFuture<Void> sending) {
    try {
      sending.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Ends the demo.
   *
   * @param time that the labelled articles took, null when there were none
   * @return whether every article arrived exactly once
   */
  public boolean summarize(List<String> labels, @Nullable Duration time, PrintWriter out) {
    settle();
    new Summary(tally, labels).print(out, time);
    return tally.isExact();
  }
}
