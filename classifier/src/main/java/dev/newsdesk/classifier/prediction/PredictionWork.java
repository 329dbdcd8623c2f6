package dev.newsdesk.classifier.prediction;

import java.time.Duration;

/**
 * What classifying some texts took.
 *
 * @param texts how many
 * @param tokens their ids, as cut to the network's longest text
 * @param paddedTokens what the network went through: rows × steps of all padded batches, or of
 *     their slices
 * @param tokenizing time from text to ids
 * @param inference time from ids to probabilities, padding included
 */
public record PredictionWork(
    int texts, long tokens, long paddedTokens, Duration tokenizing, Duration inference) {}
