package dev.newsdesk.stream.metrics;

import java.util.Map;

/** The values that the labels of the metrics have: each label has a bounded set. */
final class LabelValues {

  /** What each label's values are. */
  public static final Map<String, String> BY_LABEL =
      Map.ofEntries(
          Map.entry(
              "app", "`classification` or `accuracy`: the process's Kafka Streams applications"),
          Map.entry("category", "a category of the checkpoint, as `Sci/Tech`"),
          Map.entry(
              "cause",
              "`undecodable`, `empty`, `oversized`, `invalid_timestamp` or `model_failure`"),
          Map.entry("checkpoint", "the id of the checkpoint served"),
          Map.entry("device", "`cpu`, `gpu0`, `gpu1`, …"),
          Map.entry("labelled", "the true category"),
          Map.entry(
              "outcome",
              "`matched`, `repeated`, `conflicting`, `late`, `unknown_category` or `undecodable`"),
          Map.entry("predicted", "the category that the article was given"),
          Map.entry(
              "reason",
              "`schema` (a record's schema is not resolved) or `bytes` (`intake.max.bytes` is"
                  + " reached)"),
          Map.entry("reference", "`mix` or `confidence`"),
          Map.entry("state", "a state of Kafka Streams in small letters, as `running`"),
          Map.entry("topic", "the articles' or the labels' topic"));

  private LabelValues() {}
}
