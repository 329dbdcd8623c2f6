package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.FakeBrokers;
import dev.newsdesk.stream.topics.UnusableTopicException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicWatchTest {

  private final FakeBrokers admin = new FakeBrokers();
  private final List<UnusableTopicException> failures = new ArrayList<>();
  private int looks;

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void aProblemIsReportedOnceWhenASecondLookConfirmsIt() throws Exception {
    TopicWatch watch = watch(() -> fail(++looks != 2));
    for (int i = 0; i < 3; i++) {
      watch.look(admin);
    }
    assertThat(failures).as("the second look had none").isEmpty();

    watch.look(admin);
    watch.look(admin);
    assertThat(failures).extracting(Throwable::getMessage).containsExactly("Gone.");
    assertThat(looks).as("there is nothing left to find out").isEqualTo(4);
  }

  @Test
  void brokersThatDoNotAnswerAreNoProblemAndConfirmNone() throws Exception {
    TopicWatch watch =
        watch(
            () -> {
              if (++looks % 2 == 0) {
                throw new TimeoutException();
              }
              fail(true);
            });
    for (int i = 0; i < 10; i++) {
      watch.look(admin);
    }
    assertThat(failures).isEmpty();
    assertThat(looks).isEqualTo(10);
  }

  private TopicWatch watch(TopicWatch.Inspection inspection) {
    return new TopicWatch(unused -> inspection, failures::add);
  }

  private static void fail(boolean gone) {
    if (gone) {
      throw new UnusableTopicException("Gone.", null);
    }
  }
}
