/** AG News: where it is found, how its files are read, which rows the notebook evaluates on. */
@NullMarked
package dev.newsdesk.trainer.data;

import org.jspecify.annotations.NullMarked;
