package dev.newsdesk.stream.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the app keeps its state unless {@code kafka.state.dir} says otherwise: in a folder of the
 * user's own, since anybody may write to what lies in a shared {@code /tmp}, and a restart clears
 * it.
 *
 * @param environment in which {@code XDG_STATE_HOME} is looked for
 * @param home the user's; Java calls one that it cannot find out "?"
 * @param temporary the machine's folder for temporary files
 */
record StateHome(Map<String, String> environment, String home, Path temporary) {

  /** Copies the environment. */
  StateHome {
    environment = Map.copyOf(environment);
  }

  static StateHome ofThisProcess() {
    return new StateHome(
        System.getenv(),
        System.getProperty("user.home", "?"),
        Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /**
   * Returns the folder, which need not be there.
   *
   * @throws StartupException when the user has no home
   */
  Path path() {
    Path named = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
    if (named.isAbsolute()) {
      return named.resolve("newsdesk");
    }
    Path ofUser = Path.of(home);
    if (!ofUser.isAbsolute()) {
      throw new StartupException(
          "The home folder of this user is unknown (Java finds '"
              + home
              + "'), so that nothing can be stored there: set kafka.state.dir to a folder that can"
              + " be written.");
    }
    return ofUser.resolve(".local").resolve("state").resolve("newsdesk");
  }

  /** Returns the folder in which versions before this one kept an app's state, if it is there. */
  Optional<Path> former(String applicationId) {
    Path folder = temporary.resolve("kafka-streams");
    return Files.isDirectory(folder.resolve(applicationId + "-0"))
        ? Optional.of(folder)
        : Optional.empty();
  }
}
