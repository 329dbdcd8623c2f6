/** The benchmarks' commands: parsing and printing only. */
@NullMarked
package dev.newsdesk.benchmarks.cli;

import org.jspecify.annotations.NullMarked;
