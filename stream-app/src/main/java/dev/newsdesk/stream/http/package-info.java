/** Health, readiness, metrics and pages over HTTP. */
@NullMarked
package dev.newsdesk.stream.http;

import org.jspecify.annotations.NullMarked;
