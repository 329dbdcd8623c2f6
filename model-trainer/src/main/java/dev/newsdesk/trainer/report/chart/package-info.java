/** Charts as SVG, the same bytes on any machine. */
@NullMarked
package dev.newsdesk.trainer.report.chart;

import org.jspecify.annotations.NullMarked;
