package dev.newsdesk.quickstart.broker;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one broker. Where Kafka wants to end the JVM because a broker cannot go on, only
 * that broker fails: the group tells whose thread asked. All other threads may still end the JVM.
 */
final class BrokerThreads extends ThreadGroup {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerThreads.class);

  static {
    Exit.setHaltProcedure(
        (status, message) -> endThreadOr(() -> Runtime.getRuntime().halt(status), message));
    Exit.setExitProcedure((status, message) -> endThreadOr(() -> System.exit(status), message));
  }

  private final Path dataDirectory;
  private final CompletableFuture<String> failure = new CompletableFuture<>();

  BrokerThreads(String name, Path dataDirectory) {
    super(name);
    this.dataDirectory = dataDirectory;
  }

  private static void endThreadOr(Runnable endJvm, String message) {
    if (Thread.currentThread().getThreadGroup() instanceof BrokerThreads threads) {
      threads.fail();
      throw new BrokerHalted(message);
    }
    endJvm.run();
  }

  /** Completes with a sentence for the user when the broker cannot go on. */
  CompletableFuture<String> failure() {
    return failure;
  }

  /** For what Kafka calls fatal faults, where its standard handler halts the JVM. */
  FaultHandler fatalFaultHandler(String name, Runnable action) {
    return (message, cause) -> {
      LOG.atError()
          .addKeyValue("component", name)
          .setCause(cause)
          .log("The embedded Kafka broker met a fatal fault: {}", message);
      action.run();
      fail();
      return new IllegalStateException(message, cause);
    };
  }

  private void fail() {
    failure.complete(
        "The embedded Kafka broker cannot go on with its data in %s; see that the disk is there and has room, then start again."
            .formatted(dataDirectory));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable e) {
    if (!(e instanceof BrokerHalted)) {
      super.uncaughtException(thread, e);
    }
  }

  /** Ends the thread that asked for the JVM's end; Kafka's code relies on not coming back. */
  private static final class BrokerHalted extends Error {
    private static final long serialVersionUID = 1L;

    BrokerHalted(String message) {
      super(message);
    }
  }
}
