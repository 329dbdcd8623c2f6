package dev.newsdesk.classifier.network;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where DJL unpacks PyTorch's libraries: in {@code DJL_CACHE_DIR}, else below the user's home.
 *
 * @param environment in which the variable is looked for
 * @param property the system property of the same name, empty where there is none
 * @param home the user's; Java calls one that it cannot find out "?"
 */
record EngineCache(Map<String, String> environment, String property, String home) {

  private static final String NAME = "DJL_CACHE_DIR";

  /** Copies the environment. */
  EngineCache {
    environment = Map.copyOf(environment);
  }

  static EngineCache ofThisProcess() {
    return new EngineCache(
        System.getenv(), System.getProperty(NAME, ""), System.getProperty("user.home", "?"));
  }

  /**
   * Returns when there is a place.
   *
   * @throws EngineUnavailableException when DJL would make a folder called "?" where it runs
   */
  void require() {
    boolean named = !environment.getOrDefault(NAME, property).isEmpty();
    if (!named && !Path.of(home).isAbsolute()) {
      throw new EngineUnavailableException(
          "The home folder of this user is unknown (Java finds '"
              + home
              + "'), so that PyTorch's libraries cannot be unpacked there: set DJL_CACHE_DIR to a"
              + " folder that can be written.");
    }
  }
}
