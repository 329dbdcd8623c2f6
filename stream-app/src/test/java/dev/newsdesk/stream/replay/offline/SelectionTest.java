package dev.newsdesk.stream.replay.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.replay.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  void allOfThemWithTheirRowsFromOne() {
    assertThat(rows(new Selection(Rows.of(5), null, Integer.MAX_VALUE)))
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void oneCategoryKeepsItsRows() {
    assertThat(rows(new Selection(Rows.of(12), 1, Integer.MAX_VALUE))).containsExactly(2, 6, 10);
  }

  @Test
  void theFirstOfACategoryNotOfAll() {
    assertThat(rows(new Selection(Rows.of(12), 1, 2))).containsExactly(2, 6);
    assertThat(rows(new Selection(Rows.of(12), null, 2))).containsExactly(1, 2);
  }

  @Test
  void readingAgainGivesTheSame() {
    Selection selection = new Selection(Rows.of(12), 3, 2);
    assertThat(rows(selection)).isEqualTo(rows(selection)).containsExactly(4, 8);
  }

  private static List<Integer> rows(Selection selection) {
    List<Integer> rows = new ArrayList<>();
    selection.forEach(
        (row, article) -> {
          assertThat(article.title()).startsWith("Article " + (row - 1) + " ");
          rows.add(row);
        });
    return rows;
  }
}
