package dev.newsdesk.stream.replay.comparison;

import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ClientException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The articles of a replay by their rows: what was known before, and what came back. It keeps
 * nothing of their texts. Filled before others read it; then one thread takes in what arrives while
 * another may read labels.
 */
public final class Roster {

  private final RunId run;
  private final String checkpoint;
  private final Map<Integer, Trace> traces = new LinkedHashMap<>();
  private int arrived;
  private int unexpected;

  /**
   * Begins with no articles.
   *
   * @param checkpoint id of the checkpoint that gave the offline answers
   */
  public Roster(RunId run, String checkpoint) {
    this.run = run;
    this.checkpoint = checkpoint;
  }

  /**
   * Adds an article.
   *
   * @param row its row, counted from 1
   * @param truth its true category
   * @param label the category to send as its label, wrong on purpose or not
   * @param offline its category outside the stream; null for an article without words, which must
   *     come back as a dead letter
   */
  public void add(int row, String truth, String label, @Nullable String offline) {
    traces.put(row, new Trace(truth, label, offline));
  }

  /** Returns the name of the replay. */
  public RunId run() {
    return run;
  }

  /** Returns the id of the checkpoint that gave the offline answers. */
  public String checkpoint() {
    return checkpoint;
  }

  /** Returns how many articles there are. */
  public int size() {
    return traces.size();
  }

  /** Returns how many of them have come back, dead letters among them. */
  public int arrived() {
    return arrived;
  }

  /** Returns how many labels are wrong on purpose. */
  public int wrongLabels() {
    return (int)
        traces.values().stream().filter(trace -> !trace.label().equals(trace.truth())).count();
  }

  /**
   * Returns the label to send for an article.
   *
   * @throws ClientException when there is no such row
   */
  public String label(int row) {
    Trace trace = traces.get(row);
    if (trace == null) {
      throw new ClientException(
          "The articles changed while they were replayed: leave the file alone and start again.");
    }
    return trace.label();
  }

  /** Hands over id and label of each article, in their order. */
  public void forEachLabel(BiConsumer<String, String> labels) {
    traces.forEach((row, trace) -> labels.accept(run.articleId(row), trace.label()));
  }

  /**
   * Takes in what arrives, and tells whether it is of this replay.
   *
   * @throws ClientException when another checkpoint than the offline one labelled an article
   */
  public boolean take(Arrival arrival) {
    if (arrival instanceof Arrival.Classified classified) {
      ClassifiedArticle article = classified.article();
      OptionalInt row = run.row(article.getArticle().getId());
      if (row.isPresent()) {
        requireCheckpoint(article.getCheckpointId());
        String category = article.getCategory();
        // Of each category one text is kept, not one an article.
        trace(row.getAsInt(), trace -> trace.cameLabelled(category.intern()));
      }
      return row.isPresent();
    }
    Arrival.DeadLetter dead = (Arrival.DeadLetter) arrival;
    OptionalInt row = run.row(String.valueOf(dead.key()));
    if (row.isPresent()) {
      trace(row.getAsInt(), trace -> trace.cameDead(dead.cause().intern()));
    }
    return row.isPresent();
  }

  private void trace(int row, Consumer<Trace> note) {
    Trace trace = traces.get(row);
    if (trace == null) {
      unexpected++;
      return;
    }
    arrived += trace.times() == 0 ? 1 : 0;
    note.accept(trace);
  }

  private void requireCheckpoint(String served) {
    if (!served.equals(checkpoint)) {
      throw new ClientException(
          "The app serves checkpoint "
              + served
              + ", and the offline answers are those of "
              + checkpoint
              + ": name the folder of the served one with --checkpoint.");
    }
  }

  /** Compares what came back with what should have. */
  public Comparison compare() {
    return Comparison.of(run, traces, unexpected);
  }
}
