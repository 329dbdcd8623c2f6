package dev.newsdesk.stream.http;

/**
 * What a path answers.
 *
 * @param type the media type
 * @param text sent as UTF-8
 */
public record Content(String type, String text) {}
