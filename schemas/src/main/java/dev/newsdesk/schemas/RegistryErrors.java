package dev.newsdesk.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures of the schema registry from failures of a record.
 *
 * <p>Confluent's serdes throw the same {@link
 * org.apache.kafka.common.errors.SerializationException} for a closed port and for a truncated
 * record; only the cause differs.
 */
public final class RegistryErrors {
  private static final int HTTP_UNAUTHORIZED = 401;
  private static final int HTTP_FORBIDDEN = 403;
  private static final int HTTP_NOT_FOUND = 404;
  private static final int HTTP_REQUEST_TIMEOUT = 408;
  private static final int HTTP_TOO_MANY_REQUESTS = 429;
  private static final int HTTP_SERVER_ERROR = 500;

  private RegistryErrors() {}

  /**
   * Whether what a serde of {@link AvroSerdes} threw is the registry's doing, so that the same
   * record may well succeed later: nothing answers, it takes too long, it answers 401, 403, 408,
   * 429 or 5xx, or what answers is no registry. Such a record must be tried again, never skipped.
   *
   * <p>False means that trying again cannot help: not Confluent's wire format, truncated or of
   * another type, a schema that the registry does not know (its error codes 404xx) or refuses to
   * register (409, 422).
   */
  public static boolean isTransient(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RestClientException answer) {
        return isTransient(answer);
      }
      if (cause instanceof RetriableException
          || cause instanceof AuthenticationException
          || cause instanceof AuthorizationException) {
        return true;
      }
      if (cause instanceof AvroRuntimeException
          || cause instanceof EOFException
          || cause instanceof InvalidNumberEncodingException) {
        // Avro's decoder at the end of a truncated record, or in the middle of a corrupt one.
        return false;
      }
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransient(RestClientException answer) {
    int status = answer.getStatus();
    return switch (status) {
      case HTTP_UNAUTHORIZED, HTTP_FORBIDDEN, HTTP_REQUEST_TIMEOUT, HTTP_TOO_MANY_REQUESTS -> true;
      // A registry says with an error code of its own what it does not know; a proxy before it has
      // none.
      case HTTP_NOT_FOUND -> answer.getErrorCode() / 100 != HTTP_NOT_FOUND;
      default -> status >= HTTP_SERVER_ERROR;
    };
  }
}
