/** Avro records that Newsdesk keeps for itself, generated from {@code src/main/avro}. */
package dev.newsdesk.internal;
