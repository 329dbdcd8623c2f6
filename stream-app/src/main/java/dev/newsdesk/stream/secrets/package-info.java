/** Settings that must not be printed. */
@NullMarked
package dev.newsdesk.stream.secrets;

import org.jspecify.annotations.NullMarked;
