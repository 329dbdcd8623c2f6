package dev.newsdesk.stream.http;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Answers the requests for one path, by several threads. */
interface Endpoint {

  /** Returns the answer to a GET; HEAD gets the same without the body. */
  Answer answer(Request request) throws IOException;

  /** Refuses requests beyond those that hold a permit, so that the others find a thread. */
  default Endpoint atMost(Semaphore permits) {
    return request -> {
      if (!permits.tryAcquire()) {
        return Answer.text(503, "Too many requests at once: try again.").with("Retry-After", "1");
      }
      try {
        return answer(request);
      } finally {
        permits.release();
      }
    };
  }

  /** Refuses requests that name a foreign host. */
  default Endpoint onlyFor(Hosts hosts) {
    return request ->
        hosts.admits(request.getHeaders().get(HttpHeader.HOST))
            ? answer(request)
            : Answer.text(
                421,
                "The app does not know the host name of this address: use its IP address or"
                    + " localhost, or add the name to http.hosts.");
  }
}
