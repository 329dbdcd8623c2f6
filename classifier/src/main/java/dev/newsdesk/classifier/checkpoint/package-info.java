/** The checkpoint directory: everything that serving a trained network needs, held by hashes. */
@NullMarked
package dev.newsdesk.classifier.checkpoint;

import org.jspecify.annotations.NullMarked;
