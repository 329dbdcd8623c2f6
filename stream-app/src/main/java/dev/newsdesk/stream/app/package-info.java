/** The running app: topology plus configuration plus life cycle. */
@NullMarked
package dev.newsdesk.stream.app;

import org.jspecify.annotations.NullMarked;
