/** The recurrent classifiers, with PyTorch's parameter names, shapes and initial weights. */
@NullMarked
package dev.newsdesk.classifier.network;

import org.jspecify.annotations.NullMarked;
