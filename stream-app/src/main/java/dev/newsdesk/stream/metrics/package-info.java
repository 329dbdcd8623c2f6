/** What the app counts and times, for Prometheus. */
@NullMarked
package dev.newsdesk.stream.metrics;

import org.jspecify.annotations.NullMarked;
