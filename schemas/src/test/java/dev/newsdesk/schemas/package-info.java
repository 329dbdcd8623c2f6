/** Tests of the schemas and of their serdes. */
@NullMarked
package dev.newsdesk.schemas;

import org.jspecify.annotations.NullMarked;
