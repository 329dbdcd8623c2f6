package dev.newsdesk.stream.replay;

/**
 * How far a replay is.
 *
 * @param articles how many articles there are
 * @param articlesSent how many were sent
 * @param labelsSent how many labels were sent, repetitions among them
 * @param arrived how many articles have come back
 */
public record Progress(int articles, int articlesSent, int labelsSent, int arrived) {}
