package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlierMembersTest {

  private final EarlierMembers members = new EarlierMembers("newsdesk", new Topics("news"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "news.labels",
        "news.category.world",
        "newsdesk-confusions-of-partitions-repartition"
      })
  void whatOnlyEarlierVersionsReadInThisGroupIsRefused(String topic) {
    assertThat(members.refusal(Set.of("news.articles", topic)))
        .contains(
            "Members of the consumer group newsdesk read "
                + topic
                + " in it, as only the version before does: stop all instances of the version"
                + " before, then start.");
  }

  @Test
  void membersOfThisVersionAndOfAnEarlierOneWithoutAccuracyAreJoined() {
    assertThat(members.refusal(Set.of("news.articles"))).isEmpty();
    assertThat(members.refusal(Set.of())).isEmpty();
    assertThat(members.refusal(Set.of("newsdesk-accuracy-confusions-of-partitions-repartition")))
        .isEmpty();
  }
}
