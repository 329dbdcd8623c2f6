package dev.newsdesk.stream.replay.offline;

import java.util.List;

/** A checkpoint that answers here, outside the stream. For one thread at a time. */
public interface LocalModel {

  /** Returns the checkpoint's id. */
  String id();

  /** Returns the categories, in the order of their indices. */
  List<String> labels();

  /** Returns whether a text's category never depends on its batch-mates. */
  boolean isBatchInvariant();

  /** Returns each text's category, all of them padded together as one batch. */
  List<String> classify(List<String> texts);

  /** Returns the length in ids up to which padding could change a text's category. */
  int maxLength();

  /** Returns a text's own length in ids. */
  int length(String text);

  /** Returns the category of a text that is padded to so many ids, its own length at least. */
  String classifyPadded(String text, int length);
}
