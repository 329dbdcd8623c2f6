package dev.newsdesk.stream.cli;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What this process is connected to. Java tells only whether standard input and output both are a
 * terminal, so the system's own tools are asked; where they are missing, nothing is one.
 */
public final class Terminal {

  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

  private Terminal() {}

  /** Returns whether somebody sees the standard output. */
  static boolean isOutput() {
    return succeeds("test", "-t", "1");
  }

  /**
   * Returns why the standard output, on which writing has failed, takes nothing; nothing where its
   * reader has ended, as after {@code watch | head}. Java's own streams do not tell.
   */
  static Optional<String> outputFailure() {
    try {
      FileOutputStream output = new FileOutputStream(FileDescriptor.out);
      output.write('\n');
      return Optional.empty();
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      return reason.contains("Broken pipe") ? Optional.empty() : Optional.of(reason);
    }
  }

  /** Returns whether somebody sees the error output. */
  public static boolean isErrorOutput() {
    return succeeds("test", "-t", "2");
  }

  /** Returns the width of a line, where it is known. */
  static OptionalInt columns(@Nullable String environment) {
    if (environment != null && environment.matches("[1-9]\\d{0,4}")) {
      return OptionalInt.of(Integer.parseInt(environment));
    }
    ProcessBuilder size =
        new ProcessBuilder("stty", "size").redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = size.redirectInput(new File("/dev/tty")).start();
      Matcher answer =
          SIZE.matcher(
              new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
      // A terminal that does not know its size says 0.
      return answer.matches() && !answer.group(1).equals("0")
          ? OptionalInt.of(Integer.parseInt(answer.group(1)))
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
