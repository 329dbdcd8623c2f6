package dev.newsdesk.stream.accuracy;

/**
 * What is known of one article.
 *
 * @param state how far it has come
 * @param since when the first was seen of it, by the app's clock in milliseconds since the epoch
 * @param category the given category while it waits for its label, then the true one
 * @param checkpointId who gave the category; empty where nobody has
 */
record Standing(State state, long since, String category, String checkpointId) {

  /** How far an article has come. */
  enum State {
    /** It has been given a category and waits for its label. */
    PREDICTED(0),
    /** It has a label and waits to be given a category. */
    LABELLED(1),
    /** It has both, in time. */
    MET(2),
    /** It was given a category, and its label came too late. */
    LATE(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** Returns what is stored for it. */
    byte code() {
      return (byte) code;
    }

    /** Returns the one of a stored code. */
    static State of(byte code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("There is no state of an article with code " + code + ".");
    }
  }

  /** An article was given a category. */
  static Standing predicted(String category, String checkpointId, long now) {
    return new Standing(State.PREDICTED, now, category, checkpointId);
  }

  /** A label came. */
  static Standing labelled(String category, long now) {
    return new Standing(State.LABELLED, now, category, "");
  }

  /** Returns what it becomes with its other half. */
  Standing met(String label) {
    return new Standing(State.MET, since, label, "");
  }

  /** Returns what it becomes with a label that came too late. */
  Standing late(String label) {
    return new Standing(State.LATE, since, label, "");
  }
}
