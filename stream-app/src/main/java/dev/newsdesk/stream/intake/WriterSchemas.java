package dev.newsdesk.stream.intake;

import java.util.Optional;

/** What is known of the schemas that records name. No call blocks. Thread-safe. */
public interface WriterSchemas {

  /**
   * Tells whether it is decided what becomes of records that name a schema: they can be decoded, or
   * never. Asks the registry in the background where it is not.
   */
  boolean isSettled(int id);

  /** Returns in a sentence why records that name a schema are given up, if they are. */
  Optional<String> refusal(int id);
}
