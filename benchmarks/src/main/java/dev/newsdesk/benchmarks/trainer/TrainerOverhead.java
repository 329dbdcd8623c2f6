package dev.newsdesk.benchmarks.trainer;

import dev.newsdesk.benchmarks.Median;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the trainer's step costs beside the bare one.
 *
 * @param network the experiment whose network was trained
 * @param trainerMillis the trainer's step, median of the rounds
 * @param bareMillis the bare step, median of the rounds
 * @param ratio median of the rounds' ratios: a round's two figures saw the same machine
 */
public record TrainerOverhead(
    String network, double trainerMillis, double bareMillis, double ratio) {

  /** Sums up at least one round. */
  static TrainerOverhead of(String network, List<Round> rounds) {
    return new TrainerOverhead(
        network,
        median(rounds, Round::trainerMillis),
        median(rounds, Round::bareMillis),
        median(rounds, round -> round.trainerMillis() / round.bareMillis()));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Median.of(rounds.stream().mapToDouble(figure));
  }

  /**
   * Both steps, measured one after the other.
   *
   * @param trainerMillis the trainer's step
   * @param bareMillis the bare step
   */
  record Round(double trainerMillis, double bareMillis) {}
}
