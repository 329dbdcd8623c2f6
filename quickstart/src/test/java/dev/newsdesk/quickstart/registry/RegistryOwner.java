package dev.newsdesk.quickstart.registry;

import java.io.IOException;
import java.nio.file.Path;

/** A process that starts a registry, prints its process id and waits to be killed. */
final class RegistryOwner {

  private RegistryOwner() {}

  public static void main(String[] arguments) throws IOException {
    EmbeddedRegistry registry = EmbeddedRegistry.start(Path.of(arguments[0]), 0);
    System.out.println(registry.process().pid());
    while (System.in.read() != -1) {
      // Until killed.
    }
  }
}
