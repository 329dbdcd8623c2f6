package dev.newsdesk.stream.http;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds what answers a path, which must be spelled as it is defined. */
final class Routes extends Handler.Abstract {

  private final Map<String, Endpoint> endpoints;
  private final Connections connections;

  Routes(Map<String, Endpoint> endpoints, Connections connections) {
    this.endpoints = new HashMap<>(endpoints);
    this.connections = connections;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    Request.addCompletionListener(request, failure -> connections.completed(connection));
    answer(request).send(response, callback);
    return true;
  }

  private Answer answer(Request request) throws Exception {
    Endpoint endpoint = endpoints.get(request.getHttpURI().getPath());
    if (endpoint == null) {
      return Answer.text(404, "Nothing here.");
    }
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> endpoint.answer(request);
      default -> Answer.text(405, "Use GET.").with("Allow", "GET, HEAD");
    };
  }
}
