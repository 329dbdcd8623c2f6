/** One Kafka broker inside this JVM, for the quickstart and for tests without Docker. */
@NullMarked
package dev.newsdesk.quickstart.broker;

import org.jspecify.annotations.NullMarked;
