package dev.newsdesk.stream.batching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RejectionCause;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  @Test
  void anEndlessMessageIsCutSoThatTheLetterCanBeSent() {
    var cause = new IllegalStateException("x".repeat(5_000_000));
    var reason =
        new ArticleRejectedException(RejectionCause.UNDECODABLE, "y".repeat(5_000_000), cause);
    int bytes = 0;
    for (Header header :
        DeadLetters.of(Articles.pending(1, new byte[] {1}), reason).headers().toArray()) {
      bytes += header.value().length;
    }
    assertThat(bytes).isBetween(2 * 16_384, 40_000);
  }

  @Test
  void theRecordItselfIsUntouched() {
    var record = Articles.pending(1, new byte[] {1, 2});
    var reason = new ArticleRejectedException(RejectionCause.EMPTY, "It is empty.");
    DeadLetters.of(record, reason);
    assertThat(DeadLetters.of(record, reason).value()).isEqualTo(new byte[] {1, 2});
  }
}
