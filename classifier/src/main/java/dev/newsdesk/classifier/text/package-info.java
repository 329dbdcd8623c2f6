/**
 * Text to tokens, tokens to ids, ids to padded batches: the one encoding that training and serving
 * share.
 */
@NullMarked
package dev.newsdesk.classifier.text;

import org.jspecify.annotations.NullMarked;
