package dev.newsdesk.quickstart.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A line for each test that runs, in the file that an environment variable names if it is set. */
record TestLog(String variable) {

  /** Adds the line of a test. */
  void add(String kind, ExtensionContext context) throws IOException {
    String file = System.getenv(variable);
    if (file != null) {
      Files.writeString(
          Path.of(file),
          "%s %s.%s%n"
              .formatted(
                  kind,
                  context.getRequiredTestClass().getSimpleName(),
                  context.getRequiredTestMethod().getName()),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
