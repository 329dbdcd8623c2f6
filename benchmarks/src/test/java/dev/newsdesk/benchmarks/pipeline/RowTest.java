package dev.newsdesk.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class RowTest {

  @Test
  void oneRowAloneComparesAnswersWithLabels() {
    assertThat(Row.ACCURACY.settings()).isEmpty();
    assertThat(Row.APP.settings()).containsOnly(entry("accuracy.enabled", "false"));
    assertThat(Row.SINGLE.settings()).containsAllEntriesOf(Row.APP.settings());
    assertThat(Row.ARRIVAL.settings()).containsAllEntriesOf(Row.APP.settings());
  }

  @Test
  void takesFewerArticlesOneAtATime() {
    assertThat(Row.APP.articles(60_000)).isEqualTo(60_000);
    assertThat(Row.SINGLE.articles(60_000)).isEqualTo(6_000);
    assertThat(Row.SINGLE.articles(5_000)).isEqualTo(1_000);
    assertThat(Row.SINGLE.articles(500)).isEqualTo(500);
  }
}
