package dev.newsdesk.trainer.evaluation;

/**
 * What a network says of each of some rows.
 *
 * @param evaluation how right it is on all of them
 * @param classes the most probable class of each row, in order, one digit a row, or {@link
 *     #REJECTED}
 */
public record Answers(Evaluation evaluation, String classes) {

  /** Stands for a row without words, which nobody asks a network about. */
  public static final char REJECTED = '-';

  /** Returns the digit of a class, counted from 0. */
  public static char digit(int index) {
    return Character.forDigit(index, Character.MAX_RADIX);
  }
}
