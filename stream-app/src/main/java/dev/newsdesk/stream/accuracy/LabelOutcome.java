package dev.newsdesk.stream.accuracy;

/** What became of a label that was read; each label has one in the end. */
public enum LabelOutcome {
  /** It met its article's prediction in time. */
  MATCHED,
  /** The article has this label already. */
  REPEATED,
  /** The article has another label already, which stays. */
  CONFLICTING,
  /** It and a prediction did not meet in time, or there is no such article. */
  LATE,
  /** It names a category that the checkpoint does not have. */
  UNKNOWN_CATEGORY,
  /** It is no ArticleLabel, or its key is not the article's id. */
  UNDECODABLE
}
