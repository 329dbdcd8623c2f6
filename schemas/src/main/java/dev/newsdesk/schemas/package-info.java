/**
 * Turns the generated Avro records into bytes and back, in Confluent's wire format where others
 * read them.
 */
@NullMarked
package dev.newsdesk.schemas;

import org.jspecify.annotations.NullMarked;
