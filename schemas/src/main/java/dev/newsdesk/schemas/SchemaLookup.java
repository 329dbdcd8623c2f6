package dev.newsdesk.schemas;

/** What one attempt to look up a schema id found out. */
public sealed interface SchemaLookup {

  /** The schema is at hand: records that name its id are decoded without a request. */
  record Known() implements SchemaLookup {}

  /**
   * The id never leads to a schema that Newsdesk reads: it cannot be parsed, is too large or too
   * deep, or is not Avro. Another attempt has the same result.
   *
   * @param sentence names the cause
   */
  record Unusable(String sentence) implements SchemaLookup {}

  /**
   * Nothing is known about the schema yet.
   *
   * @param kind who is probably at fault
   * @param sentence names the cause
   * @param cause what the client failed with
   */
  record Unavailable(Kind kind, String sentence, Exception cause) implements SchemaLookup {}

  /** Who is at fault when a schema is unavailable. */
  enum Kind {
    /** Nothing answers. */
    OUTAGE,
    /** The registry answers 401 or 403: an operator has to permit the request. */
    DENIED,
    /**
     * The registry answers this request with 404, 408, 429, 5xx, nonsense or too late. Whether it
     * answers others tells this id's fault from an outage: {@link SchemaRegistry#answers}.
     */
    THIS_ID
  }
}
