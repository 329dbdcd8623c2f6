package dev.newsdesk.quickstart.demo;

import java.time.Duration;

/**
 * How much the guarantee suite asks for.
 *
 * @param articles good ones
 * @param poison bad records among them
 * @param kills how often an instance is killed
 * @param outage how long the registry is away
 */
record Scale(int articles, int poison, int kills, Duration outage) {

  private static final String PROPERTY = "newsdesk.guarantee";

  /** Returns the scale that the system property asks for: {@code short}, the default, or full. */
  static Scale chosen() {
    String name = System.getProperty(PROPERTY, "short");
    return switch (name) {
      case "short" -> new Scale(3_000, 40, 3, Duration.ofSeconds(5));
      case "full" -> new Scale(20_000, 200, 10, Duration.ofSeconds(20));
      default ->
          throw new IllegalArgumentException(
              PROPERTY + " is '" + name + "'; it must be short or full.");
    };
  }
}
