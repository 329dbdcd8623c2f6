package dev.newsdesk.stream.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;

/**
 * Bounds how many connections are open, and how long one may take. A connection must complete an
 * exchange, from the request's first byte to the answer's last, within the limit since it was
 * opened or completed the one before. That covers half requests, clients that do not read, and idle
 * connections alike. Where there are too many, the one that has completed none for longest gives
 * way, so that a client that asks and reads at once always gets its answer. Thread-safe.
 */
final class Connections implements Connection.Listener {

  private final Limits limits;
  private final LongSupplier nanoTime;

  /** When each last completed an exchange or was opened, longest ago first. */
  private final Map<Connection, Long> open = new LinkedHashMap<>();

  Connections(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onOpened(Connection connection) {
    synchronized (this) {
      open.put(connection, nanoTime.getAsLong());
    }
    closeAllBut(limits.connections());
  }

  /** The process has no file descriptor left for another connection: half of them give way. */
  void makeRoom() {
    int half;
    synchronized (this) {
      half = open.size() / 2;
    }
    closeAllBut(half);
  }

  private void closeAllBut(int most) {
    List<Connection> surplus = new ArrayList<>();
    synchronized (this) {
      Iterator<Connection> longestAgo = open.keySet().iterator();
      while (open.size() > most) {
        surplus.add(longestAgo.next());
        longestAgo.remove();
      }
    }
    surplus.forEach(Connections::close);
  }

  /** The connection has completed an exchange and may begin another. */
  synchronized void completed(Connection connection) {
    if (open.remove(connection) != null) {
      open.put(connection, nanoTime.getAsLong());
    }
  }

  @Override
  public synchronized void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** Closes those whose time is over. */
  void closeOverdue() {
    List<Connection> overdue = new ArrayList<>();
    synchronized (this) {
      long now = nanoTime.getAsLong();
      for (Map.Entry<Connection, Long> entry : open.entrySet()) {
        if (now - entry.getValue() <= limits.exchange().toNanos()) {
          break;
        }
        overdue.add(entry.getKey());
      }
    }
    overdue.forEach(Connections::close);
  }

  /** Without the lock: Jetty tells at once that it is closed. */
  private static void close(Connection connection) {
    connection.getEndPoint().close();
  }
}
