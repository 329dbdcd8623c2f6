/** How a benchmark fails. */
@NullMarked
package dev.newsdesk.benchmarks;

import org.jspecify.annotations.NullMarked;
