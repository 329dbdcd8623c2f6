package dev.newsdesk.stream.live.recording;

import java.time.Duration;
import java.time.Instant;

/**
 * An article that was labelled. Its id and its headline are whatever somebody sent.
 *
 * @param number counts the articles of all categories, from 1
 * @param at when
 * @param id the article's id, cut where it is long
 * @param category what it was labelled
 * @param confidence the category's probability
 * @param headline what to call it, cut where it is long
 * @param age time from its own timestamp to its label
 */
public record ArrivedArticle(
    long number,
    Instant at,
    String id,
    String category,
    double confidence,
    String headline,
    Duration age) {}
