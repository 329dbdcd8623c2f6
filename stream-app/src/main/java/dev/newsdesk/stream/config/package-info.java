/** The app's settings: one definition a key, checked before anything starts. */
@NullMarked
package dev.newsdesk.stream.config;

import org.jspecify.annotations.NullMarked;
