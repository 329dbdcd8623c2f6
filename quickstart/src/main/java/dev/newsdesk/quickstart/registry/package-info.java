/** A real schema registry as a child process, for the quickstart and the end-to-end tests. */
@NullMarked
package dev.newsdesk.quickstart.registry;

import org.jspecify.annotations.NullMarked;
