package dev.newsdesk.stream.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionsTest {

  private final Permissions permissions = new Permissions("newsdesk", Set.of("news.articles"));

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(
            new TopicAuthorizationException(Set.of("news.articles", "news.category.world")),
            "Read on topic news.articles, Write on topic news.category.world"),
        arguments(
            new TopicAuthorizationException(Set.of("newsdesk-pending-articles-changelog")),
            "Read and Write on topic newsdesk-pending-articles-changelog"),
        arguments(GroupAuthorizationException.forGroupId("newsdesk"), "Read on group newsdesk"),
        arguments(
            new TransactionalIdAuthorizationException("no"),
            "Write on transactional ids that begin with newsdesk-"),
        arguments(new ClusterAuthorizationException("no"), "IdempotentWrite on the cluster"),
        arguments(new AuthorizationException("Denied."), "what the app asks (Denied.)"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void namesResourceAndOperation(AuthorizationException refusal, String missing) {
    assertThat(permissions.sentence(new StreamsException(refusal)))
        .contains(
            "The brokers do not allow "
                + missing
                + " to the app's user: allow it (kafka-acls.sh --add) and start the app again.");
  }

  @Test
  void whatIsNoRefusalHasNoSentence() {
    assertThat(permissions.sentence(new StreamsException(new TimeoutException("late")))).isEmpty();
  }
}
