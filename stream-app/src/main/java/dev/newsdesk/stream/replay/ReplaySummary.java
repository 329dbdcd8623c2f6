package dev.newsdesk.stream.replay;

import dev.newsdesk.stream.replay.comparison.Comparison;
import java.time.Duration;

/**
 * What there is to tell of a replay at its end.
 *
 * @param run its name
 * @param checkpoint id of the checkpoint, online and offline
 * @param batchInvariant whether the checkpoint's answers never depend on an article's batch-mates
 * @param seed which labels were made wrong
 * @param reached how far it came
 * @param sending time from its beginning to the last article sent
 * @param answering time from its beginning to the last article that came back
 * @param comparison what came back beside what should have
 */
public record ReplaySummary(
    String run,
    String checkpoint,
    boolean batchInvariant,
    long seed,
    Progress reached,
    Duration sending,
    Duration answering,
    Comparison comparison) {}
