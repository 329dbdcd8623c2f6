package dev.newsdesk.stream.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r\n", "\u001b", "\u0085", "\u009b", "\u2028", "\u2029", "\u061c", "\u200e",
        "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"
      })
  void whatATerminalObeysIsASpace(String obeyed) {
    assertThat(OneLine.of("a" + obeyed + "b")).isEqualTo("a b");
  }

  @Test
  void everythingElseStays() {
    String text = "Größe, עברית, العربية, 新聞, 👍 and a\u00a0no-break space";
    assertThat(OneLine.of(text)).isEqualTo(text);
  }
}
