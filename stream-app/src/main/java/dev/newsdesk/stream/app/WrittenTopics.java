package dev.newsdesk.stream.app;

import dev.newsdesk.stream.batching.NewsTopology;
import dev.newsdesk.stream.config.StreamSettings;
import dev.newsdesk.stream.topics.ClassificationTopics;
import dev.newsdesk.stream.topics.OutputLimits;
import dev.newsdesk.stream.topics.TopicLimits;
import dev.newsdesk.stream.topics.Topics;
import java.util.List;
import java.util.Map;

/**
 * The topics that classification needs, and what those that it writes accept.
 *
 * @param topics which they are
 * @param limits as they were read last; the changelog's as Kafka Streams creates it, until then
 */
record WrittenTopics(ClassificationTopics topics, OutputLimits limits) {

  /** Names them for the categories of a checkpoint. */
  static WrittenTopics of(StreamSettings settings, List<String> labels) {
    int recordMaxBytes = Topics.recordMaxBytes(settings.articleMaxBytes());
    ClassificationTopics topics =
        ClassificationTopics.of(
            settings.topics(),
            labels,
            NewsTopology.changelog(settings.applicationId(), settings.topics(), recordMaxBytes),
            NewsTopology.deadLetterWindow(settings.applicationId(), settings.topics()));
    OutputLimits limits = new OutputLimits(recordMaxBytes, settings.producerMaxBytes());
    topics
        .internal()
        .forEach(
            internal ->
                limits.publish(
                    Map.of(internal.name(), TopicLimits.withAppendTime(recordMaxBytes))));
    return new WrittenTopics(topics, limits);
  }
}
