package dev.newsdesk.stream.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers in a sentence what Jetty refuses, or what failed; nothing of the request is quoted. */
final class Refusals implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 500 : response.getStatus();
    Answer.text(status, HttpStatus.getMessage(status) + ".").send(response, callback);
    return true;
  }
}
