/** What a step of the trainer costs beside the bare engine calls of the same network and batch. */
@NullMarked
package dev.newsdesk.benchmarks.trainer;

import org.jspecify.annotations.NullMarked;
