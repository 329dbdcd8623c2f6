/** Watches the running app from outside its stream threads: brokers, progress and lag. */
@NullMarked
package dev.newsdesk.stream.health;

import org.jspecify.annotations.NullMarked;
