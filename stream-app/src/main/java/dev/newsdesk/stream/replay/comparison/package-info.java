/** What came back of a replay beside what should have: article for article. */
@NullMarked
package dev.newsdesk.stream.replay.comparison;

import org.jspecify.annotations.NullMarked;
