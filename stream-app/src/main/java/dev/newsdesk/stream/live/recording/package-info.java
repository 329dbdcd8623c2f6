/** Keeps the little of what has just happened that can be shown. */
@NullMarked
package dev.newsdesk.stream.live.recording;

import org.jspecify.annotations.NullMarked;
