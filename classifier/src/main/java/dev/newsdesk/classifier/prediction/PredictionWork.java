package dev.newsdesk.classifier.prediction;

import java.time.Duration;

/**
 * What classifying some texts took.
 *
 * @param texts how many
 * @param tokens their ids, as cut to the network's longest text
 * @param words those of them that stand for a word, and not for a text's begin or end
 * @param unknownWords those words that the vocabulary does not have
 * @param paddedTokens what the network went through: rows × steps of all padded batches, or of
 *     their slices
 * @param tokenizing time from text to ids
 * @param inference time from ids to probabilities, padding included
 */
public record PredictionWork(
    int texts,
    long tokens,
    long words,
    long unknownWords,
    long paddedTokens,
    Duration tokenizing,
    Duration inference) {}
