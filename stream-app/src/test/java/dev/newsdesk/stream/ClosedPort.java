package dev.newsdesk.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** An address where nobody answers. */
public final class ClosedPort {

  private ClosedPort() {}

  /** Returns host and port. */
  public static String address() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "localhost:" + socket.getLocalPort();
    }
  }
}
