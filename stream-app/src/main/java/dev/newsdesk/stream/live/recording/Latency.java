package dev.newsdesk.stream.live.recording;

import java.time.Duration;

/**
 * Times from an article's timestamp to its label.
 *
 * @param articles how many were timed; the times are zero where none was
 * @param median half of them took no longer
 * @param percentile95 95 % of them took no longer
 * @param percentile99 99 % of them took no longer
 */
public record Latency(
    long articles, Duration median, Duration percentile95, Duration percentile99) {}
