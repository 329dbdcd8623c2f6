/**
 * Random records of every kind, thrown at a running app; each has an outcome that is known
 * beforehand.
 */
@NullMarked
package dev.newsdesk.quickstart.hostile;

import org.jspecify.annotations.NullMarked;
