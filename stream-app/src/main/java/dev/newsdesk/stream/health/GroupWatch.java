package dev.newsdesk.stream.health;

import dev.newsdesk.stream.topics.ForeignGroupException;
import dev.newsdesk.stream.topics.GroupOwnership;
import dev.newsdesk.stream.topics.GroupReader;
import dev.newsdesk.stream.topics.GroupTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether members of the app's own group work for another app. Two that start at one moment
 * both pass the check of the start: both end. An app that has run for longer stays, and says it.
 * Thread-safe.
 */
public final class GroupWatch implements Watch {

  /** Time between two looks. */
  public static final Duration PERIOD = Duration.ofSeconds(10);

  /** How long after its start an app counts as the one that came late. */
  static final Duration LATE = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final GroupOwnership ownership;
  private final Consumer<Throwable> end;
  private final Clock clock;
  private final Instant started;
  private volatile Optional<String> cause = Optional.empty();

  /** Counts from now on; tells the given consumer what ends the app. */
  public GroupWatch(GroupOwnership ownership, Consumer<Throwable> end, Clock clock) {
    this.ownership = ownership;
    this.end = end;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Override
  public void look(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
    note(new GroupReader(admin, TIMEOUT).read(ownership.group(), Duration.ZERO));
  }

  /** Takes note of what the group works on. */
  void note(GroupTopics works) {
    Optional<String> refusal = ownership.memberRefusal(works);
    if (refusal.isPresent() && clock.instant().isBefore(started.plus(LATE))) {
      end.accept(new ForeignGroupException(refusal.get()));
      return;
    }
    Optional<String> said =
        refusal.map(
            sentence ->
                "Another app has joined the consumer group "
                    + ownership.group()
                    + " and keeps articles from this one: stop it. "
                    + sentence);
    if (said.isPresent() && cause.isEmpty()) {
      LOG.atError().log(said.get());
    }
    cause = said;
  }

  /** Returns who keeps partitions from this app, if another one does. */
  public Optional<String> cause() {
    return cause;
  }
}
