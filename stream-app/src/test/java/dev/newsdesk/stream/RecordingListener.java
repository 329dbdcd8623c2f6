package dev.newsdesk.stream;

import dev.newsdesk.stream.batching.BatchListener;
import dev.newsdesk.stream.classification.RejectionCause;
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
  public void labelled(String label, double confidence, Duration age) {
    lines.add("labelled " + label + " aged " + age.toMillis());
  }

  @Override
  public void deadLettered(RejectionCause cause) {
    lines.add("dead " + cause);
  }
}
