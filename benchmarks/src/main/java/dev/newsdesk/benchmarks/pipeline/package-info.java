/** What the app makes of the model's speed: one measurement a row, each in a process of its own. */
@NullMarked
package dev.newsdesk.benchmarks.pipeline;

import org.jspecify.annotations.NullMarked;
