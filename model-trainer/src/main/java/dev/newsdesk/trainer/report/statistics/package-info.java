/** What can be said of counts of right and wrong answers, and how surely. */
@NullMarked
package dev.newsdesk.trainer.report.statistics;

import org.jspecify.annotations.NullMarked;
