/** Sequential tests on the accuracy, the mix and the confidence of classified articles. */
@NullMarked
package dev.newsdesk.stream.drift;

import org.jspecify.annotations.NullMarked;
