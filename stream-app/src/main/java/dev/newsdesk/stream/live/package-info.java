/** The page that shows what an instance does while it does it, and the JSON it is made of. */
@NullMarked
package dev.newsdesk.stream.live;

import org.jspecify.annotations.NullMarked;
