/** The live page in a real browser. */
@NullMarked
package dev.newsdesk.quickstart.page;

import org.jspecify.annotations.NullMarked;
