package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class LabelWaitTest {

  @Property
  void aWindowIsWholeSlicesAndNoShorterThanTheWait(
      @ForAll @LongRange(min = 1, max = 604_800_000) long millis,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long time) {
    LabelWait wait = new LabelWait(millis);
    assertThat(wait.windowMillis()).isGreaterThanOrEqualTo(millis);
    assertThat(wait.window(time)).isBetween(time - wait.windowMillis() + 1, time);
    assertThat(wait.window(wait.slice(time)))
        .as("a clock that is set back to its slice finds the same window")
        .isEqualTo(wait.window(time));
  }

  @Property
  void aSliceIsOverWhenAllInItIs(
      @ForAll @LongRange(min = 1, max = 604_800_000) long millis,
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long since,
      @ForAll @LongRange(min = 0, max = 700_000_000) long passed) {
    LabelWait wait = new LabelWait(millis);
    if (wait.isSliceOver(wait.slice(since), since + passed)) {
      assertThat(wait.isOver(since, since + passed)).isTrue();
    }
  }
}
