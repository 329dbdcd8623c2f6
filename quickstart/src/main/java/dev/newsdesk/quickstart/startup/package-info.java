/** How an embedded server says that it cannot start. */
@NullMarked
package dev.newsdesk.quickstart.startup;

import org.jspecify.annotations.NullMarked;
