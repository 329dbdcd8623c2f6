package dev.newsdesk.benchmarks.trainer;

import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.trainer.data.AgNews;
import dev.newsdesk.trainer.evaluation.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Batches of random words with lengths as in AG News: most of 30 to 55 ids, one of 70 a batch. */
final class SyntheticBatches {

  private static final int BATCHES = 8;
  private static final int BATCH_SIZE = 32;
  private static final int SHORTEST = 30;
  private static final int USUAL_LONGEST = 55;
  private static final int LONGEST = 70;

  /** As many as the notebook's networks know when trained on 76,822 rows. */
  private static final int WORDS = 9_095;

  private SyntheticBatches() {}

  /** Returns a vocabulary of made-up words. */
  static Vocabulary vocabulary() {
    int special = Vocabulary.SPECIAL_TOKENS.size();
    return new Vocabulary(
        Stream.concat(
                Vocabulary.SPECIAL_TOKENS.stream(),
                IntStream.range(special, WORDS).mapToObj(id -> "word" + id))
            .toList());
  }

  /** Returns the same batches each time. */
  static List<List<Example>> batches() {
    Random random = new Random(1);
    List<List<Example>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      List<Example> batch = new ArrayList<>();
      batch.add(example(LONGEST, random));
      while (batch.size() < BATCH_SIZE) {
        batch.add(example(random.nextInt(SHORTEST, USUAL_LONGEST + 1), random));
      }
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  private static Example example(int length, Random random) {
    int[] ids = random.ints(length, Vocabulary.SPECIAL_TOKENS.size(), WORDS).toArray();
    ids[0] = Vocabulary.BEGIN;
    ids[length - 1] = Vocabulary.END;
    return new Example(ids, random.nextInt(AgNews.LABELS.size()));
  }
}
