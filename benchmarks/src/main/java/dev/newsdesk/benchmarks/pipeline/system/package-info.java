/**
 * What is measured: a broker and a registry, apps in processes of their own, and their articles.
 */
@NullMarked
package dev.newsdesk.benchmarks.pipeline.system;

import org.jspecify.annotations.NullMarked;
