package dev.newsdesk.stream.config;

import java.time.Duration;

/**
 * How the checkpoint's answers are compared with labels while it runs.
 *
 * @param enabled whether they are
 * @param labelWait how long a label and a prediction wait for each other
 * @param window over which accuracy is reported beside that of all time
 * @param threads stream threads of its own
 */
public record AccuracySettings(boolean enabled, Duration labelWait, Duration window, int threads) {}
