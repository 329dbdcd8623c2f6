package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupOwnershipTest {

  private final GroupOwnership ownership = new GroupOwnership("newsdesk", new Topics("news"));

  @Test
  void aGroupThatIsNewOrWorksOnTheAppsTopicsIsItsOwn() {
    assertThat(refusal(Set.of(), Set.of())).isEmpty();
    assertThat(
            refusal(
                Set.of(
                    "news.articles",
                    "news.labels",
                    "news.category.sci-tech",
                    "newsdesk-confusions-of-partitions-repartition"),
                Set.of("news.articles")))
        .isEmpty();
  }

  @Test
  void membersThatOwnOtherTopicsRefuseTheStart() {
    assertThat(refusal(Set.of("other.articles", "newsdesk-x-repartition"), Set.of()))
        .isEqualTo(
            "The consumer group newsdesk works on other.articles for another app, and topic.prefix"
                + " is news: set another application.id, or the topic.prefix of that app to join"
                + " it.");
  }

  /** Two at once: one has joined already, whatever the offsets say. */
  @Test
  void membersOfBothRefuseTheStart() {
    assertThat(refusal(Set.of("news.articles", "other.articles"), Set.of("news.articles")))
        .startsWith("The consumer group newsdesk works on other.articles");
  }

  @Test
  void aPrefixThatContinuesTheAppsOwnIsAnother() {
    assertThat(refusal(Set.of("news.eu.articles"), Set.of())).contains("news.eu.articles");
  }

  @Test
  void offsetsOfAnotherAppRefuseTheStartWithTheCommandsThatDropThem() {
    assertThat(refusal(Set.of(), Set.of("other.articles", "other.labels")))
        .contains("works on other.articles, other.labels for another app, by its committed offsets")
        .contains("--group newsdesk --delete-offsets --topic other.articles --topic other.labels")
        .endsWith("--delete --topic newsdesk-pending-articles-changelog.");
  }

  @Test
  void offsetsThatWereLeftInAGroupThatRunsForTheAppAreNoReason() {
    assertThat(refusal(Set.of("news.articles"), Set.of("news.articles", "old.articles"))).isEmpty();
  }

  private String refusal(Set<String> assigned, Set<String> committed) {
    return ownership.refusal(new GroupTopics(assigned, committed)).orElse("");
  }
}
