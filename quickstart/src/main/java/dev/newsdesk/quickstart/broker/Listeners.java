package dev.newsdesk.quickstart.broker;

import dev.newsdesk.quickstart.startup.StartupException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's and the controller's sockets on the loopback interface, bound before Kafka starts: a
 * taken port is refused at once, and a free one cannot be lost between being picked and being used.
 */
final class Listeners implements ServerSocketFactory, AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final ServerSocketChannel broker;
  private final ServerSocketChannel controller;

  private Listeners(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.broker = broker;
    this.controller = controller;
  }

  static Listeners open(int brokerPort) {
    ServerSocketChannel broker = bind(brokerPort);
    try {
      return new Listeners(broker, bind(0));
    } catch (StartupException e) {
      closeQuietly(broker);
      throw e;
    }
  }

  private static ServerSocketChannel bind(int port) {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      channel.configureBlocking(false);
      channel.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return channel;
    } catch (IOException e) {
      if (channel != null) {
        closeQuietly(channel);
      }
      if (e instanceof BindException && port != 0) {
        throw StartupException.portInUse("the embedded Kafka broker", port);
      }
      throw new StartupException(
          "The embedded Kafka broker cannot listen on %s:%d (%s); choose another port."
              .formatted(LOOPBACK, port, e.getMessage()),
          e);
    }
  }

  int brokerPort() {
    return broker.socket().getLocalPort();
  }

  String brokerAddress() {
    return LOOPBACK + ":" + brokerPort();
  }

  String controllerAddress() {
    return LOOPBACK + ":" + controller.socket().getLocalPort();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listenerName, InetSocketAddress address, int backlog, int receiveBufferSize) {
    return switch (listenerName) {
      case BrokerSettings.BROKER_LISTENER -> broker;
      case BrokerSettings.CONTROLLER_LISTENER -> controller;
      default -> throw new IllegalArgumentException("Unknown listener " + listenerName);
    };
  }

  /** Closes what Kafka has not closed already. */
  @Override
  public void close() {
    closeQuietly(broker);
    closeQuietly(controller);
  }

  private static void closeQuietly(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException ignored) {
      // A listening socket has nothing left to flush; the port is released either way.
    }
  }
}
