/**
 * Articles wait for a batch in a changelogged store; when it is full or old enough it leaves whole.
 */
@NullMarked
package dev.newsdesk.stream.batching;

import org.jspecify.annotations.NullMarked;
