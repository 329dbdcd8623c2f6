package dev.newsdesk.stream.classification;

/** A record's schema is not resolved yet; nothing has been decided about the record. */
public final class SchemaPendingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaPendingException(int schemaId) {
    super("Schema id " + schemaId + " is not resolved yet.");
  }
}
