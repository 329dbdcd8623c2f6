package dev.newsdesk.stream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection whose every byte a test sends itself. */
final class RawClient implements AutoCloseable {

  /** How long an answer may take before it counts as missing. */
  private static final int PATIENCE_MS = 5_000;

  private final Socket socket = new Socket();

  RawClient(InetSocketAddress address) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), PATIENCE_MS);
  }

  /** Sends this, and no end of line that it does not have. */
  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Returns what comes until the server closes the connection, or nothing comes for too long. */
  String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream input = socket.getInputStream();
    try {
      for (int next = input.read(); next >= 0; next = input.read()) {
        all.write(next);
      }
    } catch (SocketException e) {
      // Reset: closed, too.
    } catch (SocketTimeoutException e) {
      all.writeBytes("… and nothing more".getBytes(StandardCharsets.ISO_8859_1));
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Tells whether the server has closed the connection; reads what is there. */
  boolean isClosed() {
    byte[] buffer = new byte[1 << 16];
    try {
      socket.setSoTimeout(1);
      while (socket.getInputStream().read(buffer) >= 0) {
        // A whole large answer may lie in the socket's buffers.
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
