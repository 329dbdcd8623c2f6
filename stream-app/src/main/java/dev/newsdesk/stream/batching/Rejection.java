package dev.newsdesk.stream.batching;

import dev.newsdesk.stream.classification.RejectionCause;

/**
 * A record that could not be classified, and why.
 *
 * @param cause the kind of cause
 * @param explanation cause and remedy in one sentence, which may quote the record
 * @param topic where the record came from
 * @param partition its partition
 * @param offset its offset
 */
public record Rejection(
    RejectionCause cause, String explanation, String topic, int partition, long offset) {}
