package dev.newsdesk.stream.health;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/**
 * Names the resource and the operation that the brokers do not allow.
 *
 * @param applicationId what internal topics and transactional ids begin with
 * @param inputs topics that are only read
 */
public record Permissions(String applicationId, Set<String> inputs) {

  /** Copies the collection. */
  public Permissions {
    inputs = Set.copyOf(inputs);
  }

  /** Returns in one sentence what is missing, if the failure is of that kind. */
  public Optional<String> sentence(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthorizationException refused) {
        return Optional.of(
            "The brokers do not allow "
                + missing(refused)
                + " to the app's user: allow it (kafka-acls.sh --add) and start the app again.");
      }
    }
    return Optional.empty();
  }

  private String missing(AuthorizationException refused) {
    if (refused instanceof TopicAuthorizationException topics
        && !topics.unauthorizedTopics().isEmpty()) {
      return new TreeSet<>(topics.unauthorizedTopics())
          .stream()
              .map(topic -> operation(topic) + " on topic " + topic)
              .collect(Collectors.joining(", "));
    }
    if (refused instanceof GroupAuthorizationException group) {
      return "Read on group " + (group.groupId() == null ? applicationId : group.groupId());
    }
    if (refused instanceof TransactionalIdAuthorizationException) {
      return "Write on transactional ids that begin with " + applicationId + "-";
    }
    if (refused instanceof ClusterAuthorizationException) {
      return "IdempotentWrite on the cluster";
    }
    return "what the app asks (" + refused.getMessage() + ")";
  }

  private String operation(String topic) {
    if (inputs.contains(topic)) {
      return "Read";
    }
    return topic.startsWith(applicationId + "-") ? "Read and Write" : "Write";
  }
}
