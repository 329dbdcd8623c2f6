/** A batch of raw records becomes labelled articles and rejections, one outcome a record. */
@NullMarked
package dev.newsdesk.stream.classification;

import org.jspecify.annotations.NullMarked;
