package dev.newsdesk.benchmarks.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.benchmarks.BenchmarkException;
import dev.newsdesk.trainer.data.NewsRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private final Workload workload =
      new Workload(List.of(new NewsRow(0, "first", "one"), new NewsRow(1, "second", "two")));

  @Test
  void repeatsArticlesUnderIdsOfTheirOwn() {
    assertThat(workload.article(3).getTitle()).isEqualTo("second");
    assertThat(workload.article(3).getDescription()).isEqualTo("two");
    assertThat(workload.article(3).getId()).isNotEqualTo(workload.article(1).getId());
  }

  @Test
  void findsAnArticlesNumberInItsId() {
    assertThat(Workload.number(workload.article(41).getId())).isEqualTo(41);
  }

  @Test
  void refusesAnArticleThatNobodySent() {
    assertThatThrownBy(() -> Workload.number("other-1"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageStartingWith("An article 'other-1' arrived that nobody sent");
  }
}
