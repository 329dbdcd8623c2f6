/** What tests are given: a Kafka broker, in a container or in this JVM, and a browser. */
@NullMarked
package dev.newsdesk.quickstart.testing;

import org.jspecify.annotations.NullMarked;
