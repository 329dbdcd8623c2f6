/** What an operator does to the topics of a running app, and what the app then does and says. */
@NullMarked
package dev.newsdesk.quickstart.operator;

import org.jspecify.annotations.NullMarked;
