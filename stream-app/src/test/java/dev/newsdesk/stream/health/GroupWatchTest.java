package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.topics.ForeignGroupException;
import dev.newsdesk.stream.topics.GroupOwnership;
import dev.newsdesk.stream.topics.GroupTopics;
import dev.newsdesk.stream.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupWatchTest {

  private static final GroupTopics BOTH =
      new GroupTopics(Set.of("news.articles", "other.articles"), Set.of());

  private static final GroupTopics OURS = new GroupTopics(Set.of("news.articles"), Set.of());

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final List<Throwable> ends = new ArrayList<>();
  private final GroupWatch watch =
      new GroupWatch(new GroupOwnership("newsdesk", new Topics("news")), ends::add, clock);

  @Test
  void twoThatStartAtOneMomentEndBoth() {
    watch.note(OURS);
    clock.advance(Duration.ofSeconds(10));
    watch.note(BOTH);

    assertThat(ends)
        .singleElement()
        .isInstanceOf(ForeignGroupException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .startsWith("The consumer group newsdesk works on other.articles");
  }

  @Test
  void anAppThatHasRunForLongStaysAndSaysIt() {
    clock.advance(GroupWatch.LATE);
    watch.note(BOTH);
    assertThat(ends).isEmpty();
    assertThat(watch.cause().orElse(""))
        .startsWith("Another app has joined the consumer group newsdesk");

    watch.note(OURS);
    assertThat(watch.cause()).isEmpty();
  }
}
