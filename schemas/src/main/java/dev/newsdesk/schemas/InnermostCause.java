package dev.newsdesk.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/** What the innermost cause of a failure says, to stand inside a sentence. */
public final class InnermostCause {

  private InnermostCause() {}

  /** Returns it on one line and without a full stop, or its class where it says nothing. */
  public static String of(Throwable failure) {
    return of(failure, Integer.MAX_VALUE);
  }

  /** Returns so many of its characters at most. */
  static String of(Throwable failure, int longest) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof RestClientException answer
        && String.valueOf(answer.getMessage()).startsWith("null;")) {
      // "null; error code: 0": an answer in JSON, and of no registry.
      return "HTTP "
          + answer.getStatus()
          + " without a schema registry's error; the path of its address may be missing";
    }
    String message = root.getMessage();
    return OneLine.of(message == null ? root.getClass().getSimpleName() : message, longest);
  }
}
