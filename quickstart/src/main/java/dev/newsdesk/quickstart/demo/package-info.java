/** The demo: sends articles through the whole system and accounts for every one. */
@NullMarked
package dev.newsdesk.quickstart.demo;

import org.jspecify.annotations.NullMarked;
