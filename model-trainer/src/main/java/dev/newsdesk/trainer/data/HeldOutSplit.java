package dev.newsdesk.trainer.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows to train on and rows held out, each with the classes in the proportions of the whole. Equal
 * rows give equal parts.
 *
 * @param train rows to train on, in the data set's order
 * @param heldOut rows that training never sees, in the data set's order
 */
public record HeldOutSplit(List<NewsRow> train, List<NewsRow> heldOut) {

  private static final long SEED = 42;

  /** Copies the collections. */
  public HeldOutSplit {
    train = List.copyOf(train);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Splits rows.
   *
   * @param heldOutShare share of each class to hold out, in [0, 1)
   * @param trainShare share of what is left of each class to train on, in (0, 1]; a smaller share
   *     is part of a larger one, and the held-out rows are the same for all
   */
  public static HeldOutSplit of(List<NewsRow> rows, double heldOutShare, double trainShare) {
    List<Integer> heldOut = new ArrayList<>();
    List<Integer> train = new ArrayList<>();
    for (int label = 0; label < AgNews.LABELS.size(); label++) {
      int wanted = label;
      List<Integer> ofLabel =
          new ArrayList<>(
              IntStream.range(0, rows.size())
                  .filter(row -> rows.get(row).label() == wanted)
                  .boxed()
                  .toList());
      Collections.shuffle(ofLabel, new Random(SEED + label));
      int held = (int) Math.round(ofLabel.size() * heldOutShare);
      int trained = (int) Math.round((ofLabel.size() - held) * trainShare);
      heldOut.addAll(ofLabel.subList(0, held));
      train.addAll(ofLabel.subList(held, held + trained));
    }
    return new HeldOutSplit(inOrder(train, rows), inOrder(heldOut, rows));
  }

  private static List<NewsRow> inOrder(List<Integer> numbers, List<NewsRow> rows) {
    return numbers.stream().sorted().map(rows::get).toList();
  }
}
