/** What people and scripts use beside the app: sending articles, reading labelled ones. */
@NullMarked
package dev.newsdesk.stream.client;

import org.jspecify.annotations.NullMarked;
