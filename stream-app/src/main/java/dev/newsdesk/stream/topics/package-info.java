/** The topics' names, and their creation where they are missing. */
@NullMarked
package dev.newsdesk.stream.topics;

import org.jspecify.annotations.NullMarked;
