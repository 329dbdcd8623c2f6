package dev.newsdesk.stream.batching;

/**
 * How an operator skips the wrong records of a partition.
 *
 * @param brokers the brokers' addresses
 * @param group the app's consumer group
 * @param topic the articles' topic
 * @param partition its partition
 * @param offset the first that is to be read: that after the last dead letter
 */
record SkipCommand(String brokers, String group, String topic, int partition, long offset) {

  @Override
  public String toString() {
    return "kafka-consumer-groups.sh --bootstrap-server "
        + brokers
        + " --group "
        + group
        + " --topic "
        + topic
        + ":"
        + partition
        + " --reset-offsets --to-offset "
        + offset
        + " --execute";
  }
}
