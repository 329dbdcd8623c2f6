package dev.newsdesk.stream.health;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Something that is looked at in the background, again and again. */
public interface Watch {

  /**
   * Looks once. Every call to a broker needs a time-out of its own, because other watches share the
   * threads. An exception is logged, and the next look follows as usual.
   *
   * @param admin shared by all watches; must not be closed here
   */
  void look(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
}
