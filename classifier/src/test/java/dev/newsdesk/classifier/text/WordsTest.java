package dev.newsdesk.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  private static final Pattern WORD_CHARACTER = Pattern.compile("[\\p{L}\\p{N}]");

  private final WordTokenizer tokenizer = new WordTokenizer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\r\n",
        "\u00a0",
        "\u2003\u3000",
        // Zero width: space, joiner, byte order mark, soft hyphen, right-to-left mark.
        "\u200b",
        "\u200d\ufeff\u00ad\u200f",
        "...",
        "\u2026 \u2014 \u201c\u201d",
        "$ % & + = ~ | ^ `",
        // Marks that combine with nothing, and with a dotted circle.
        "\u0301\u20dd",
        "\u25cc\u0301",
        // Emoji, one of several code points, a flag.
        "\ud83d\ude00",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\ud83c\udde9\ud83c\uddea",
        // Fillers of Hangul and braille, a private character, half a character.
        "\u3164\u115f\u1160\uffa0",
        "\u2800",
        "\ue000",
        "\ud83d",
      })
  void findsNoneWhereNothingIsALetterOrADigit(String text) {
    assertThat(Words.areIn(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "... !a",
        "7",
        // Cyrillic, Arabic, Hindi, Thai, Chinese, Japanese, Korean, beyond U+FFFF.
        "\u041d\u0435\u0444\u0442\u044c",
        "\u0646\u0641\u0637",
        "\u0924\u0947\u0932",
        "\u0e19\u0e49\u0e33",
        "\u77f3\u6cb9",
        "\u30aa\u30a4\u30eb",
        "\uc11d\uc720",
        "\ud840\udc00",
        // A letter with a mark, an Arabic digit, a Roman number, a half, a circled number.
        "e\u0301",
        "\u0663",
        "\u2167",
        "\u00bd",
        "\u2460",
        // The digit within a keycap emoji.
        "1\ufe0f\u20e3",
      })
  void findsOneWhereSomethingIsALetterOrADigit(String text) {
    assertThat(Words.areIn(text)).isTrue();
  }

  /** So that what is asked of a text holds for its tokens. */
  @Property(tries = 5_000)
  void findsOneExactlyWhereAToken(@ForAll String text) {
    List<String> tokens = tokenizer.tokenize(text);

    assertThat(Words.areIn(text))
        .isEqualTo(
            tokens.stream()
                .map(token -> token.replaceAll("[\u115f\u1160\u3164\uffa0]", ""))
                .anyMatch(token -> WORD_CHARACTER.matcher(token).find()));
  }
}
