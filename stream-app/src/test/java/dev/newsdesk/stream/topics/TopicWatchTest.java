package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TopicWatchTest {

  private final AtomicInteger looks = new AtomicInteger();
  private final List<UnusableTopicException> failures = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void aProblemIsReportedOnceWhenASecondLookConfirmsIt() throws Exception {
    watch(() -> fail(look() != 2));
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).extracting(Throwable::getMessage).containsExactly("Gone.");
    assertThat(looks).hasValue(4);
  }

  @Test
  void brokersThatDoNotAnswerAreNoProblemAndConfirmNone() throws Exception {
    CountDownLatch tenLooks = new CountDownLatch(10);
    TopicWatch watch =
        watch(
            () -> {
              tenLooks.countDown();
              if (look() % 2 == 0) {
                throw new TimeoutException();
              }
              fail(true);
            });
    assertThat(tenLooks.await(10, TimeUnit.SECONDS)).isTrue();
    watch.close();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).isEmpty();
  }

  private TopicWatch watch(TopicWatch.Look look) {
    TopicWatch watch = new TopicWatch(look, Duration.ofMillis(1), failures::add, ended::countDown);
    watch.start();
    return watch;
  }

  private int look() {
    return looks.incrementAndGet();
  }

  private static void fail(boolean gone) {
    if (gone) {
      throw new UnusableTopicException("Gone.", null);
    }
  }
}
