package dev.newsdesk.schemas;

import dev.newsdesk.schemas.SchemaLookup.Kind;
import dev.newsdesk.schemas.SchemaLookup.Unavailable;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;

/** Tells why a schema could not be looked up. */
final class LookupFailure {
  private static final int LONGEST = 200;

  private LookupFailure() {}

  static Unavailable of(int id, Exception failure) {
    Kind kind = kind(failure);
    String reason = InnermostCause.of(failure, LONGEST);
    String sentence =
        switch (kind) {
          case OUTAGE -> "No schema registry answers (" + reason + ").";
          case DENIED ->
              "The schema registry refuses the request (" + reason + "): permit reading schemas.";
          case THIS_ID ->
              "The registry does not give the schema of id " + id + " (" + reason + ").";
        };
    return new Unavailable(kind, sentence, failure);
  }

  private static Kind kind(Exception failure) {
    if (failure instanceof RestClientException answer) {
      int status = answer.getStatus();
      return status == HttpURLConnection.HTTP_UNAUTHORIZED
              || status == HttpURLConnection.HTTP_FORBIDDEN
          ? Kind.DENIED
          : Kind.THIS_ID;
    }
    return nothingAnswers(failure) ? Kind.OUTAGE : Kind.THIS_ID;
  }

  /** A JSON error means that something answered, be it no registry. */
  private static boolean nothingAnswers(Exception failure) {
    return failure instanceof IOException
        && !(failure instanceof SocketTimeoutException)
        && !(failure instanceof ProtocolException)
        && !(failure instanceof com.fasterxml.jackson.core.JacksonException);
  }
}
