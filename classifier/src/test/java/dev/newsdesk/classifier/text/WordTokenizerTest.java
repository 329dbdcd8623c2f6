package dev.newsdesk.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.newsdesk.classifier.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WordTokenizerTest {

  private static final String ASCII_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  /** What Python's {@code str.isspace()} is true of. */
  private static final String PYTHON_WHITE_SPACE =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680"
          + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
          + "\u2028\u2029\u202f\u205f\u3000";

  private final WordTokenizer tokenizer = new WordTokenizer();

  static List<Arguments> referenceLines() throws IOException {
    return Reference.json("tokens.jsonl").stream()
        .map(
            line ->
                Arguments.of(
                    line.get("text").asText(),
                    Reference.elements(line.get("tokens")).stream().map(JsonNode::asText).toList()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("referenceLines")
  void givesTheNotebooksTokens(String text, List<String> tokens) {
    assertThat(tokenizer.tokenize(text)).isEqualTo(tokens);
  }

  /** Found by comparing with NLTK 3.9.1 over random text; U+1D7D8 is a digit, U+10400 a letter. */
  @ParameterizedTest
  @CsvSource({
    "x\u200bcannot,             x\u200b can not",
    "x\u00d7cannot,             x\u00d7 can not",
    "wanna\u200bx,              wanna\u200bx",
    "x\u2026wanna,              x\u2026 wan na",
    "gonna\u2026gotta,          gon na \u2026 got ta",
    "g\u0131mme,                g\u0131m me",
    "\uD835\uDFD8cannot,        \uD835\uDFD8cannot",
    "\uD801\uDC00wanna,         \uD801\uDC28wanna",
    "\uD83D\uDE00cannot,        \uD83D\uDE00 can not",
    "caf\u00e9gonna,            caf\u00e9gonna",
    "cannot\u0301,              can not \u0301",
  })
  void takesContractionsInsideAWordApartWhereNltkSeesAWordBoundary(String text, String tokens) {
    assertThat(String.join(" ", tokenizer.tokenize(text))).isEqualTo(tokens);
  }

  @Property
  void tokensHoldNeitherWhiteSpaceNorAsciiPunctuationAndAreNotEmpty(@ForAll("texts") String text) {
    assertThat(tokenizer.tokenize(text))
        .allSatisfy(
            token ->
                assertThat(token)
                    .isNotEmpty()
                    .matches(t -> t.chars().noneMatch(c -> ASCII_PUNCTUATION.indexOf(c) >= 0))
                    .matches(t -> t.chars().noneMatch(c -> PYTHON_WHITE_SPACE.indexOf(c) >= 0)));
  }

  @Property
  void tokenizingTokensAgainChangesNothing(@ForAll("texts") String text) {
    List<String> tokens = tokenizer.tokenize(text);

    assertThat(tokenizer.tokenize(String.join(" ", tokens))).isEqualTo(tokens);
  }

  /** Of texts without capital sigmas, whose lower case depends on what stands beside them. */
  @Property
  void losesNothingButWhiteSpaceAndPunctuation(@ForAll("texts") String text) {
    String kept =
        text.toLowerCase(Locale.ROOT)
            .chars()
            .filter(c -> ASCII_PUNCTUATION.indexOf(c) < 0 && PYTHON_WHITE_SPACE.indexOf(c) < 0)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    assertThat(String.join("", tokenizer.tokenize(text))).isEqualTo(kept);
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of("cannot", "Gonna", "wanna", "GIMME", "\u0130", "it\u2019s");
    Arbitrary<String> punctuation = characterOf(ASCII_PUNCTUATION + "\u201c\u201d\u2014\u200b");
    Arbitrary<String> space = characterOf(PYTHON_WHITE_SPACE);
    Arbitrary<String> anything =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .filter(c -> c != FinalSigma.CAPITAL)
            .map(Character::toString);
    return Arbitraries.oneOf(words, punctuation, space, anything)
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> characterOf(String characters) {
    return Arbitraries.of(characters.codePoints().mapToObj(Character::toString).toList());
  }
}
