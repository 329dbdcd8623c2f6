package dev.newsdesk.trainer.evaluation;

/**
 * How right a network is on some rows.
 *
 * @param accuracy share of rows whose most probable label is the true one, in [0, 1]
 * @param loss mean cross-entropy in nats
 * @param rows how many rows were asked; those without words are not
 */
public record Evaluation(double accuracy, double loss, int rows) {}
