/** How right a network is on given rows. */
@NullMarked
package dev.newsdesk.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
