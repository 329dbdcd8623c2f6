package dev.newsdesk.stream.live;

import dev.newsdesk.classifier.prediction.PredictionWork;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts the words that the checkpoint's vocabulary does not have. Thread-safe. */
final class UnknownWords implements Consumer<PredictionWork> {

  private final LongAdder words = new LongAdder();
  private final LongAdder unknown = new LongAdder();

  @Override
  public void accept(PredictionWork work) {
    words.add(work.words());
    unknown.add(work.unknownWords());
  }

  /** Returns how many words there were. */
  long words() {
    return words.sum();
  }

  /** Returns how many of them are unknown. */
  long unknown() {
    return unknown.sum();
  }
}
