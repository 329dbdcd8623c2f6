/** From the committed records to the page that tells what the experiments showed. */
@NullMarked
package dev.newsdesk.trainer.report;

import org.jspecify.annotations.NullMarked;
