/** Health, readiness and metrics over HTTP. */
@NullMarked
package dev.newsdesk.stream.http;

import org.jspecify.annotations.NullMarked;
