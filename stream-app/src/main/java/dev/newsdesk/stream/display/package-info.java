/** How what arrives looks to people and to programs. */
@NullMarked
package dev.newsdesk.stream.display;

import org.jspecify.annotations.NullMarked;
