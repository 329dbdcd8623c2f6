package dev.newsdesk.trainer.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process: locks a file, says so with an L, and holds it until its input ends. */
final class LockHolder {

  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      System.out.print(lock.isValid() ? 'L' : '?');
      System.out.flush();
      System.in.readAllBytes();
    }
  }
}
