/** Sending articles as a user follows it: at a pace, counted, ended once. */
@NullMarked
package dev.newsdesk.stream.sending;

import org.jspecify.annotations.NullMarked;
