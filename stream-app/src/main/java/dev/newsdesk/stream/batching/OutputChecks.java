package dev.newsdesk.stream.batching;

import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.stream.classification.ArticleRejectedException;
import dev.newsdesk.stream.classification.RecordSize;
import dev.newsdesk.stream.classification.RejectionCause;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.TopicLimits;
import dev.newsdesk.stream.topics.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Rejects what a topic would refuse, before it is sent: a refused record makes its transaction
 * abortable, and then nothing can be dead-lettered any more.
 */
final class OutputChecks {

  private final OutputLimits limits;
  private final String changelog;
  private final List<String> written;
  private final String deadLetters;

  /**
   * Checks against the newest limits.
   *
   * @param applicationId names the changelog of waiting articles
   */
  OutputChecks(OutputLimits limits, Topics topics, List<String> labels, String applicationId) {
    this.limits = limits;
    this.changelog = NewsTopology.changelog(applicationId);
    this.written = labels.stream().map(topics::category).toList();
    this.deadLetters = topics.deadLetters();
  }

  /**
   * Checks a record that came in against the changelog, and its timestamp against the strictest
   * topic that it may reach, so that the verdict does not depend on its prediction.
   *
   * @throws ArticleRejectedException when one of them would refuse it
   */
  void requireStorable(PendingArticle article, Instant now) {
    TopicLimits ofChangelog = limits.of(changelog);
    requireSize(changelog, ofChangelog, RecordSize.pendingBytes(article));
    requireTimestamp(changelog, ofChangelog, article.getTimestamp(), now);
    for (String topic : written) {
      requireTimestamp(topic, limits.of(topic), article.getTimestamp(), now);
    }
  }

  /**
   * Checks a classified article that leaves: it may have waited, and limits may have changed.
   *
   * @throws ArticleRejectedException when its topic would refuse it
   */
  void requireSendable(
      String topic, Record<byte @Nullable [], byte @Nullable []> article, Instant now) {
    TopicLimits ofTopic = limits.of(topic);
    requireSize(
        topic, ofTopic, RecordSize.bytes(article.key(), article.value(), article.headers()));
    requireTimestamp(topic, ofTopic, article.timestamp(), now);
  }

  /** Returns what the dead letters' topic accepts. */
  TopicLimits ofDeadLetters() {
    return limits.of(deadLetters);
  }

  private static void requireSize(String topic, TopicLimits limits, long bytes) {
    if (bytes > limits.maxBytes()) {
      throw new ArticleRejectedException(
          RejectionCause.OVERSIZED,
          ("The article takes %d bytes in topic %s, which accepts %d: send a shorter article with"
                  + " fewer headers, or raise the topic's max.message.bytes and"
                  + " kafka.max.request.size.")
              .formatted(bytes, topic, limits.maxBytes()));
    }
  }

  private static void requireTimestamp(
      String topic, TopicLimits limits, long timestamp, Instant now) {
    if (!limits.accepts(timestamp, now)) {
      boolean future = timestamp > now.toEpochMilli();
      throw new ArticleRejectedException(
          RejectionCause.INVALID_TIMESTAMP,
          ("The timestamp %d ms lies too far in the %s for topic %s: send the article with another"
                  + " timestamp, or raise the topic's message.timestamp.%s.max.ms, which is %d.")
              .formatted(
                  timestamp,
                  future ? "future" : "past",
                  topic,
                  future ? "after" : "before",
                  future ? limits.afterMaxMs() : limits.beforeMaxMs()));
    }
  }
}
