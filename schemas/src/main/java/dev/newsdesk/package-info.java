/** The Avro contracts of Newsdesk's topics, generated from {@code src/main/avro}. */
package dev.newsdesk;
