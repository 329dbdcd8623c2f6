package dev.newsdesk.trainer.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal's present line, written over again and again. */
final class TerminalLine implements ProgressBarConsumer {

  private static final int USUAL_WIDTH = 80;

  private final PrintWriter terminal;
  private final int width;

  /** Writes lines of at most {@code columns - 1}: a full one would make some terminals scroll. */
  TerminalLine(PrintWriter terminal, int columns) {
    this.terminal = terminal;
    this.width = columns - 1;
  }

  /** Returns the line of the terminal that somebody watches, if so. */
  @SuppressWarnings("SystemConsoleNull") // TrainerMain sees to that.
  static Optional<TerminalLine> ofConsole() {
    Console console = System.console();
    return console == null
        ? Optional.empty()
        : Optional.of(new TerminalLine(console.writer(), columns()));
  }

  private static int columns() {
    // Without nativeSignals(false) JLine gives Ctrl-C back to the system, and no shutdown hook
    // runs.
    try (Terminal terminal =
        TerminalBuilder.builder().nativeSignals(false).paused(true).dumb(true).build()) {
      return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL_WIDTH;
    } catch (IOException e) {
      return USUAL_WIDTH;
    }
  }

  @Override
  public int getMaxRenderedLength() {
    return width;
  }

  @Override
  public void accept(String line) {
    terminal.print("\r" + line);
    terminal.flush();
  }

  @Override
  public void clear() {
    accept(" ".repeat(width) + "\r");
  }

  @Override
  public void close() {
    terminal.flush();
  }
}
