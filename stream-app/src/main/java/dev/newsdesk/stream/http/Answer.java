package dev.newsdesk.stream.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A response.
 *
 * @param status HTTP's
 * @param type the media type
 * @param body is not copied
 * @param headers besides those of every answer
 */
record Answer(int status, String type, ByteBuffer body, Map<String, String> headers) {

  /**
   * A browser takes nothing from elsewhere and runs nothing that stands in a page, whatever found
   * its way there; and no other site may frame a page.
   */
  private static final Map<String, String> PROTECTION =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff");

  /** Copies the headers. */
  Answer {
    headers = Map.copyOf(headers);
  }

  /** Makes one without further headers. */
  static Answer of(int status, String type, byte[] body) {
    return new Answer(status, type, ByteBuffer.wrap(body), Map.of());
  }

  /** Makes one of a sentence. */
  static Answer text(int status, String sentence) {
    return of(
        status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Returns one with a header more. */
  Answer with(String name, String value) {
    return new Answer(status, type, body, Map.of(name, value));
  }

  /** Sends it without waiting for the client to read it. */
  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    PROTECTION.forEach(response.getHeaders()::put);
    headers.forEach(response.getHeaders()::put);
    response.write(true, body, callback);
  }
}
