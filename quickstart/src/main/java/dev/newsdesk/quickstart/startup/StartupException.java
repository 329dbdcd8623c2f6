package dev.newsdesk.quickstart.startup;

/**
 * An embedded server could not start. The message is for the user: one sentence with the cause and
 * the remedy. Nothing of the server is left when this is thrown: no thread, process or open port.
 */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartupException(String message) {
    super(message);
  }

  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The refusal of a fixed port that another process listens on. */
  public static StartupException portInUse(String server, int port) {
    return new StartupException(
        "Port %d for %s is in use; stop the process that listens on it, or choose another port (0 takes any free one)."
            .formatted(port, server));
  }
}
