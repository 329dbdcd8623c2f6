/** How it is measured: pacing, percentiles, steady windows, metrics pages and process memory. */
@NullMarked
package dev.newsdesk.benchmarks.pipeline.measurement;

import org.jspecify.annotations.NullMarked;
