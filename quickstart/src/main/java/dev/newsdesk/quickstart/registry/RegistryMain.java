package dev.newsdesk.quickstart.registry;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The child process' entry point: Apicurio's own, tied to the parent's life. The parent holds the
 * other end of standard input and never writes to it, so that its end of file means that the parent
 * closed the registry or is gone, however it went.
 *
 * <p>The child has only this class and Apicurio's on its class path: this one must need no other.
 */
final class RegistryMain {

  private RegistryMain() {}

  /** Runs until the parent lets go of standard input. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Thread watch = new Thread(RegistryMain::endWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    leaveInterruptToParent();
    Class.forName("io.quarkus.runner.GeneratedMain")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  private static void endWithParent() {
    try {
      while (System.in.read() != -1) {
        // The parent sends nothing; whatever came is not the end.
      }
    } catch (IOException ignored) {
      // A broken pipe says the same as its end.
    }
    // The schemas are in memory, so there is nothing to shut down in order.
    Runtime.getRuntime().halt(0);
  }

  /**
   * Ctrl-C in a terminal reaches parent and child at once; the parent may need the registry until
   * it has stopped. Reflection, because javac warns of this class in a way that cannot be
   * suppressed.
   */
  private static void leaveInterruptToParent() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler ignore = (proxy, method, args) -> null;
    Object ignoring =
        Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, ignore);
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance("INT"), ignoring);
  }
}
