/**
 * Stands between Kafka and Kafka Streams: a record enters when its schema is known and there is
 * room for it.
 */
@NullMarked
package dev.newsdesk.stream.intake;

import org.jspecify.annotations.NullMarked;
