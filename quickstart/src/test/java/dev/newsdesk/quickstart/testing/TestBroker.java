package dev.newsdesk.quickstart.testing;

/** A broker that a test class has to itself. */
interface TestBroker extends AutoCloseable {

  /** The kind, as the broker log names it. */
  String kind();

  String bootstrapServers();

  /** Stops the broker in order; its data stay. */
  void stop();

  /** Starts it again with the same data at the same address. */
  void startAgain();

  @Override
  void close();
}
