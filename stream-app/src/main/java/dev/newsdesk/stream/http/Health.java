package dev.newsdesk.stream.http;

/**
 * How the app is.
 *
 * @param alive false when only a new start helps
 * @param ready whether articles are taken in
 * @param explanation one sentence: the cause, where it is not ready
 */
public record Health(boolean alive, boolean ready, String explanation) {}
