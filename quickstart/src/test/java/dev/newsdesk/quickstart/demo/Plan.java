package dev.newsdesk.quickstart.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What happens in a run of the guarantee suite, all of it drawn from a seed.
 *
 * @param steps one after the other
 */
record Plan(List<Step> steps) {

  /**
   * Some records, sent as fast as they can be, and a fault while they and those before are on their
   * way.
   *
   * @param articles good records to send
   * @param poison bad ones among them
   * @param fault what then happens
   * @param arrivals how many records, of this step and all before it, must have arrived first
   */
  record Step(int articles, int poison, Fault fault, int arrivals) {}

  /** Copies the collection. */
  Plan {
    steps = List.copyOf(steps);
  }

  /** Draws the order of the faults, their moments, and who is killed. */
  static Plan draw(Scale scale, Random random) {
    List<Fault> faults = new ArrayList<>(List.of(Fault.RESTART_BROKER, Fault.REGISTRY_AWAY));
    for (int i = 0; i < scale.kills(); i++) {
      faults.add(random.nextBoolean() ? Fault.KILL_FIRST_INSTANCE : Fault.KILL_SECOND_INSTANCE);
    }
    Collections.shuffle(faults, random);
    List<Step> steps = new ArrayList<>();
    int sent = 0;
    int arrivals = 0;
    for (int i = 0; i < faults.size(); i++) {
      int articles = share(scale.articles(), i, faults.size());
      int poison = share(scale.poison(), i, faults.size());
      boolean registryAway = i > 0 && faults.get(i - 1) == Fault.REGISTRY_AWAY;
      // Little arrives while the registry is away: what is to happen meanwhile happens at once.
      if (!registryAway || random.nextBoolean()) {
        arrivals = sent + 1 + random.nextInt((articles + poison) * 9 / 10);
      }
      steps.add(new Step(articles, poison, faults.get(i), arrivals));
      sent += articles + poison;
    }
    return new Plan(steps);
  }

  /** Splits a number so that the parts add up to it. */
  private static int share(int whole, int part, int parts) {
    return whole * (part + 1) / parts - whole * part / parts;
  }
}
