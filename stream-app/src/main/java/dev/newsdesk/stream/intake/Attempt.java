package dev.newsdesk.stream.intake;

/** What one attempt to resolve a schema id has shown. */
sealed interface Attempt {

  /** It is known what becomes of the records. */
  record Settled() implements Attempt {}

  /**
   * The registry answers others and does not give this schema.
   *
   * @param sentence why
   */
  record Withheld(String sentence) implements Attempt {}

  /**
   * The registry refuses this schema to the app, which an operator has to change.
   *
   * @param sentence why
   */
  record Denied(String sentence) implements Attempt {}

  /**
   * No registry answers.
   *
   * @param sentence why
   */
  record Outage(String sentence) implements Attempt {}
}
