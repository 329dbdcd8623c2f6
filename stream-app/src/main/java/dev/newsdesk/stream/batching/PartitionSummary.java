package dev.newsdesk.stream.batching;

/**
 * What a partition's window held.
 *
 * @param partition its number
 * @param lastDeadLetter offset of the last dead letter
 * @param outcomes all of them
 */
record PartitionSummary(int partition, long lastDeadLetter, OutcomeWindow.Bucket outcomes) {}
