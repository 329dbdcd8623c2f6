package dev.newsdesk.benchmarks;

/** A benchmark gave no figures; the message names cause and remedy. */
public final class BenchmarkException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  public BenchmarkException(String message) {
    super(message);
  }

  /** Makes an exception of one sentence with what led to it. */
  public BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }
}
