package dev.newsdesk.stream.health;

import dev.newsdesk.stream.topics.OtherWriters;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once of each app under another application id that writes to the same topics: every article
 * leaves once for each.
 */
public final class OtherAppsWatch implements Watch {

  /** Time between two looks: the first is at the start. */
  public static final Duration PERIOD = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(OtherAppsWatch.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final OtherWriters writers;
  private final List<String> topics;
  private final Set<String> said = new HashSet<>();

  /**
   * Knows of no other app yet.
   *
   * @param applicationId this app's
   * @param topics those that it writes to
   */
  public OtherAppsWatch(String applicationId, Collection<String> topics) {
    this.writers = new OtherWriters(applicationId, TIMEOUT);
    this.topics = List.copyOf(topics);
  }

  @Override
  public void look(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, String> others = writers.find(admin, topics);
    others.forEach(
        (app, topic) -> {
          if (said.add(app)) {
            LOG.atWarn()
                .log(
                    "{} writes to {}, too, or did within a day: every article leaves once for each"
                        + " application.id. Stop one of the two, or give it another topic.prefix",
                    app,
                    topic);
          }
        });
  }
}
