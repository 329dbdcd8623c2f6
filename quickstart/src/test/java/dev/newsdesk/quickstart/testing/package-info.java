/** A Kafka broker for tests: a container where Docker answers, else one in this JVM. */
@NullMarked
package dev.newsdesk.quickstart.testing;

import org.jspecify.annotations.NullMarked;
