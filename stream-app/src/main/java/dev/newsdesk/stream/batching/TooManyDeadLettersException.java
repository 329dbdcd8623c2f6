package dev.newsdesk.stream.batching;

import java.util.List;
import java.util.stream.Collectors;

/** So many records cannot be classified that the topic must hold something else. */
public final class TooManyDeadLettersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an exception of one sentence. */
  TooManyDeadLettersException(String message) {
    super(message);
  }

  /** Returns the sentence. */
  static String message(
      int deadLetters, DeadLetterLimit limit, String last, List<SkipCommand> skips) {
    return "Of the last "
        + limit.window()
        + " records "
        + deadLetters
        + " could not be classified (the last one "
        + last
        + "), and dead.letters.limit is "
        + limit.share()
        + ": correct what sends them, then raise the limit, or stop all instances and skip"
        + " these records with "
        + skips.stream().map(SkipCommand::toString).collect(Collectors.joining(" && "))
        + ", and start again.";
  }
}
