package dev.newsdesk.stream.replay.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.9Z");

  @Property
  void aRowIsReadFromItsId(@ForAll @IntRange(min = 1, max = 999_999_999) int row) {
    RunId run = new RunId("a-7");
    assertThat(run.row(run.articleId(row))).hasValue(row);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a-",
        "a-0",
        "ax1",
        "a-01",
        "a-x",
        "a--1",
        "a-1x",
        "a-7-3",
        "b-1",
        "aa-1",
        "a-1234567890"
      })
  void whatIsOfAnotherRunOrOfNoneHasNoRow(String id) {
    assertThat(new RunId("a").row(id)).isEmpty();
  }

  @Test
  void oneThatIsMadeBeginsWithTheTimeAndEndsWithChance() {
    assertThat(RunId.of(NOON, new Random(1)).value()).matches("20261124T120000Z-[0-9a-f]{4}");
    assertThat(RunId.of(NOON, new Random(1))).isNotEqualTo(RunId.of(NOON, new Random(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", "a b", "ä", "a/b", "a\n"})
  void whatWouldNotDoInAnIdIsRefused(String value) {
    assertThatThrownBy(() -> new RunId(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The run id '" + value + "' must have 1 to 100 letters, ");
  }
}
