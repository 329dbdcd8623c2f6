/** Loaded networks at work: batches planned by length, one predictor a thread, labelled results. */
@NullMarked
package dev.newsdesk.classifier.prediction;

import org.jspecify.annotations.NullMarked;
