package dev.newsdesk.stream.config;

import dev.newsdesk.classifier.prediction.BatchPlan;
import java.nio.file.Path;

/**
 * What is served, and how it runs.
 *
 * @param checkpoint folder of the checkpoint to serve
 * @param device auto, cpu or gpuN
 * @param plan which articles of a batch the network takes together
 */
public record InferenceSettings(Path checkpoint, String device, BatchPlan plan) {}
