package dev.newsdesk.stream.batching;

/** So many records cannot be labelled that the topic must hold something else. */
public final class TooManyDeadLettersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TooManyDeadLettersException(int deadLetters, DeadLetterLimit limit, String last) {
    super(
        "Of the last "
            + limit.window()
            + " records "
            + deadLetters
            + " could not be labelled (the last one "
            + last
            + "), and dead.letters.limit is "
            + limit.share()
            + ": correct what sends them and start again, or raise the limit.");
  }
}
