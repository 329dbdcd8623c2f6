package dev.newsdesk.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncoderTest {

  private static final int MAX_LENGTH = 256;

  /** The longest text that a record of half a megabyte holds. */
  private static final int LARGEST = 522_015;

  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          Stream.concat(
                  Vocabulary.SPECIAL_TOKENS.stream(),
                  Stream.of("a", "b", "can", "not", "gon", "na", "\u201c", "\u03bf\u03c2"))
              .toList());

  private final TextEncoder encoder = new TextEncoder(VOCABULARY);
  private final WordTokenizer tokenizer = new WordTokenizer();
  private final WholeTextTokenizer whole = new WholeTextTokenizer();

  @Property(tries = 5_000)
  void stopsAtTheCutWithWhatTheWholeTextGives(
      @ForAll("texts") String text, @ForAll @IntRange(min = 1, max = 24) int maxLength) {
    List<String> tokens = whole.tokenize(text);
    int[] all = encoder.encode(tokens);

    assertThat(tokenizer.tokenize(text)).isEqualTo(tokens);
    assertThat(tokenizer.tokenize(text, maxLength))
        .isEqualTo(tokens.subList(0, Math.min(maxLength, tokens.size())));
    assertThat(encoder.encode(text)).containsExactly(all);
    assertThat(encoder.encode(text, maxLength))
        .containsExactly(Arrays.copyOf(all, Math.min(all.length, maxLength)));
  }

  @Test
  void losesTheEndOfATextExactlyWhenItIsCut() {
    assertThat(encoder.encode("a b", 4)).containsExactly(1, 4, 5, 2);
    assertThat(encoder.encode("a b", 3)).containsExactly(1, 4, 5);
    assertThat(encoder.encode("a b", 2)).containsExactly(1, 4);
    assertThat(encoder.encode("a b", 1)).containsExactly(1);
    assertThat(encoder.encode("", 1)).containsExactly(1);
    assertThat(encoder.encode("a b", Integer.MAX_VALUE)).containsExactly(1, 4, 5, 2);
  }

  /** Each character beside sigmas, the only letters whose lower case depends on the text. */
  @Test
  void putsEveryCharacterIntoLowerCaseAsJavaDoes() {
    IntStream.rangeClosed(0, Character.MAX_VALUE)
        .filter(c -> !Character.isSurrogate((char) c))
        .mapToObj(Character::toString)
        .flatMap(
            c ->
                Stream.of(
                    "a\u03a3" + c + "\u03a3 b",
                    c + "\u03a3",
                    "a " + c + "\u03a3" + c + "\u03a3" + c + "b"))
        .forEach(
            text -> {
              if (!tokenizer.tokenize(text).equals(whole.tokenize(text))) {
                assertThat(tokenizer.tokenize(text)).isEqualTo(whole.tokenize(text));
              }
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b ", "a\u00a0\u201c", "cannot\u2026gonna\u2026 ", "\u039f\u03a3 b "})
  void aTextOfManyWordsCostsNoMoreThanTheCut(String words) {
    String text = words.repeat(LARGEST / words.length() + 1);
    var unused = encoder.encode(text, MAX_LENGTH);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    int[] ids = encoder.encode(text, MAX_LENGTH);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(ids).hasSize(MAX_LENGTH);
    assertThat(allocated).isLessThan(400_000);
  }

  /** One chunk without white space: nothing ends it, so all of it is read, in linear time. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "!", "\u00e9", "\u03a3", "\u03a3\u0301", "\u03a3'", "\u0130", "1.", "cannot"})
  void aTextWithoutWhiteSpaceTakesLinearTime(String part) {
    String text = part.repeat(LARGEST / part.length());

    // With time quadratic in the text's length it is minutes.
    int[] ids =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> encoder.encode(text, MAX_LENGTH));
    assertThat(ids).hasSizeLessThanOrEqualTo(3);
  }

  /** With sigmas or with characters beyond U+FFFF: Java's lower case fails where both meet. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> words =
        Arbitraries.of("cannot", "Gonna", "wanna", "GIMME", "\u0130", "it\u2019s", "g\u0131mme");
    Arbitrary<String> sigmas =
        Arbitraries.of("\u03a3", "\u03a3\u03a3", "a\u03a3", "\u039f\u03a3", "\u03a3\u0301");
    Arbitrary<String> marks =
        Arbitraries.of("!", ".", "'", "\u201c", "\u201d", "\u2019", "\u00ab", "\u2014", "\u200b");
    Arbitrary<String> inWords = Arbitraries.of("\u0345", "\u00ad", "\u0301", "-", "1", "\u6f22");
    Arbitrary<String> space =
        Arbitraries.of(
            " ", "\t", "\r\n", "\u0085", "\u00a0", "\u2007", "\u202f", "\u2028", "\u3000");
    Arbitrary<String> basic =
        Arbitraries.integers()
            .between(0, Character.MAX_VALUE)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .map(Character::toString);
    Arbitrary<String> any =
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(c -> c != FinalSigma.CAPITAL)
            .map(Character::toString);
    return Arbitraries.oneOf(
        joined(Arbitraries.oneOf(words, sigmas, marks, inWords, space, basic)),
        joined(Arbitraries.oneOf(words, marks, space, any)));
  }

  private static Arbitrary<String> joined(Arbitrary<String> parts) {
    return parts.list().ofMaxSize(24).map(list -> String.join("", list));
  }
}
