package dev.newsdesk.quickstart.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the registry's process has printed, in a file: it says there which port it chose. */
record RegistryLog(Path file) {

  private static final Pattern LISTENING =
      Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d{1,5})\\s");
  private static final Pattern PORT_TAKEN =
      Pattern.compile(
          "Port \\d+ seems to be in use|Port\\(s\\) already bound|Address already in use");
  private static final int LAST_LINES = 10;

  /** The port, once the registry has started. */
  OptionalInt port() throws IOException {
    Matcher listening = LISTENING.matcher(text());
    return listening.find()
        ? OptionalInt.of(Integer.parseInt(listening.group(1)))
        : OptionalInt.empty();
  }

  boolean saysPortTaken() throws IOException {
    return PORT_TAKEN.matcher(text()).find();
  }

  String lastLines() throws IOException {
    List<String> lines = text().lines().filter(line -> !line.isBlank()).toList();
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private String text() throws IOException {
    // Not readString: a line may be half written.
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
