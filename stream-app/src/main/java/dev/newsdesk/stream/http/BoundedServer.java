package dev.newsdesk.stream.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jetty with HTTP/1.1 and bounds. A connection that sends or takes its bytes slowly holds memory
 * and no thread.
 */
final class BoundedServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BoundedServer.class);

  /** One that accepts, one that selects, and some for health and requests that are only read. */
  private static final int OWN_THREADS = 6;

  /** Connections that wait to be accepted. */
  private static final int BACKLOG = 256;

  private final InetSocketAddress wanted;
  private final Limits limits;
  private final Server server;
  private final ServerConnector connector;
  private final Connections connections;
  private final Scheduler timer;

  /**
   * Touches no port.
   *
   * @param endpoints by path
   * @param busy how many requests may hold a thread for long
   */
  BoundedServer(
      InetSocketAddress wanted, Map<String, Endpoint> endpoints, Limits limits, int busy) {
    this.wanted = wanted;
    this.limits = limits;
    QueuedThreadPool threads = new QueuedThreadPool(OWN_THREADS + busy, 2);
    threads.setName("newsdesk-http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    timer = new ScheduledExecutorScheduler("newsdesk-http-timer", true);
    server = new Server(threads, timer, null);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connections = new Connections(limits, System::nanoTime);
    connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)) {
          @Override
          protected boolean handleAcceptFailure(Throwable failure) {
            connections.makeRoom();
            return super.handleAcceptFailure(failure);
          }
        };
    connector.setHost(wanted.getHostString());
    connector.setPort(wanted.getPort());
    connector.setAcceptQueueSize(BACKLOG);
    connector.addBean(connections);
    server.addConnector(connector);
    server.setHandler(new Routes(endpoints, connections));
    server.setErrorHandler(new Refusals());
    // What still runs is not waited for: only what asks is left without its answer.
    server.setStopTimeout(0);
  }

  /** Binds and answers from then on. */
  void start() throws IOException {
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException(e);
    }
    sweep();
  }

  private void sweep() {
    connections.closeOverdue();
    var unused =
        timer.schedule(
            this::sweep, Math.max(1, limits.exchange().toMillis() / 10), TimeUnit.MILLISECONDS);
  }

  /** Returns the address as bound. */
  InetSocketAddress address() {
    return new InetSocketAddress(wanted.getHostString(), connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).log("The HTTP server did not stop");
    }
  }
}
