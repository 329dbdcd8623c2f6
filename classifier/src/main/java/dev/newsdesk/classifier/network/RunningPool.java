package dev.newsdesk.classifier.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pools outputs over time that come slice by slice, each of the first rows of the one before it.
 * Not thread-safe.
 */
final class RunningPool {

  private static final int[] TIME = {1};

  private final Pooling pooling;
  private final NDArray lengths;
  private final NDManager manager;

  /** Rows that have ended, the batch's last ones at the end. */
  private final NDList ended = new NDList();

  private @Nullable NDArray running;
  private long steps;

  /**
   * Begins.
   *
   * @param lengths how many steps of each row are no padding, {@code [batch]}; what is pooled is
   *     kept by their manager
   */
  RunningPool(Pooling pooling, NDArray lengths) {
    this.pooling = pooling;
    this.lengths = lengths;
    this.manager = lengths.getManager();
  }

  /** Adds the outputs at the next steps, {@code [rows, steps, features]}. */
  void add(NDArray outputs) {
    long rows = outputs.getShape().get(0);
    NDArray pooled = pool(outputs, rows);
    NDArray before = running;
    if (before == null) {
      running = kept(pooled);
    } else {
      long rowsBefore = before.getShape().get(0);
      if (rows < rowsBefore) {
        ended.add(0, kept(rows(before, rows, rowsBefore)));
        before = rows(before, 0, rows);
      }
      running = kept(pooling == Pooling.TOKEN_MAX ? before.maximum(pooled) : before.add(pooled));
    }
    steps += outputs.getShape().get(1);
  }

  private NDArray pool(NDArray outputs, long rows) {
    return switch (pooling) {
      case MAX -> outputs.max(TIME);
      case MEAN -> outputs.mean(TIME);
      // Every cell's outputs lie in [-1, 1]: padding lowered by 3 is never the maximum.
      case TOKEN_MAX -> outputs.sub(padding(outputs, rows).mul(3)).max(TIME);
      // The sum, until all slices are there.
      case TOKEN_MEAN -> outputs.mul(padding(outputs, rows).mul(-1).add(1)).sum(TIME);
    };
  }

  /** Returns 1 at padded steps and 0 elsewhere, {@code [rows, steps, 1]}. */
  private NDArray padding(NDArray outputs, long rows) {
    NDArray numbers =
        outputs
            .getManager()
            .arange((int) steps, (int) (steps + outputs.getShape().get(1)))
            .expandDims(0);
    return numbers
        .gte(rows(lengths, 0, rows).expandDims(1))
        .toType(DataType.FLOAT32, false)
        .expandDims(2);
  }

  /** Returns what is pooled of every row, {@code [batch, features]}. */
  NDArray result() {
    NDArray all = Objects.requireNonNull(running, "no outputs came");
    if (!ended.isEmpty()) {
      ended.add(0, all);
      all = NDArrays.concat(ended);
    }
    return pooling == Pooling.TOKEN_MEAN
        ? all.div(lengths.toType(DataType.FLOAT32, false).expandDims(1))
        : all;
  }

  private NDArray kept(NDArray array) {
    array.attach(manager);
    return array;
  }

  private static NDArray rows(NDArray array, long from, long to) {
    return from == 0 && to == array.getShape().get(0)
        ? array
        : array.get(new NDIndex().addSliceDim(from, to));
  }
}
