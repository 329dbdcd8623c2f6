/** Sends labelled articles through the running app and waits for each of them. */
@NullMarked
package dev.newsdesk.stream.replay;

import org.jspecify.annotations.NullMarked;
