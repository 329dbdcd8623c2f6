package dev.newsdesk.stream.replay;

/** When an article's label is sent. */
public enum LabelOrder {
  /** After its article. */
  AFTER,

  /** All of them before the first article. */
  FIRST,

  /** Not at all. */
  NONE
}
