package dev.newsdesk.stream.live.recording;

import dev.newsdesk.stream.batching.Rejection;
import java.time.Instant;

/**
 * A record that became a dead letter.
 *
 * @param number counts the dead letters, from 1
 * @param at when
 * @param rejection which one and why; what it quotes is whatever somebody sent
 */
public record ArrivedDeadLetter(long number, Instant at, Rejection rejection) {}
