package dev.newsdesk.quickstart.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * Gives a test class a Kafka broker of its own: Testcontainers' where Docker answers and has or
 * gets the image, else the embedded one. The log says which, and so does a line for each test in
 * the file that {@code BROKER_TEST_LOG} names.
 *
 * <pre>{@code
 * @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
 * }</pre>
 */
public final class BrokerExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private static final Logger LOG = LoggerFactory.getLogger(BrokerExtension.class);

  private final Supplier<TestBroker> brokers;
  private @Nullable TestBroker broker;

  /** Gives a broker that lets everybody do everything. */
  public BrokerExtension() {
    brokers = () -> Docker.HAS_IMAGE ? new ContainerTestBroker() : new EmbeddedTestBroker(Map.of());
  }

  /**
   * Gives the embedded broker in any case, with settings of its own.
   *
   * @param settings win over those of the embedded broker
   */
  public BrokerExtension(Map<String, String> settings) {
    brokers = () -> new EmbeddedTestBroker(settings);
  }

  /** Host and port for clients. */
  public String bootstrapServers() {
    return started().bootstrapServers();
  }

  /**
   * Stops the broker in order and starts it again, with the same data at the same address; returns
   * when it takes clients.
   */
  public void restart() {
    whileAway(() -> {});
  }

  /**
   * Stops the broker in order, does something, and starts the broker again, with the same data at
   * the same address; returns when it takes clients.
   */
  public void whileAway(Runnable work) {
    started().stop();
    try {
      work.run();
    } finally {
      started().startAgain();
    }
  }

  private TestBroker started() {
    return Objects.requireNonNull(broker, "the field of the extension must be static");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    broker = brokers.get();
    LOG.atInfo()
        .addKeyValue("broker", broker.kind())
        .addKeyValue("address", broker.bootstrapServers())
        .log("Kafka broker for {}", context.getDisplayName());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    new TestLog("BROKER_TEST_LOG").add(started().kind(), context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }

  /** Asked once per JVM. */
  private static final class Docker {

    static final boolean HAS_IMAGE = hasImage();

    private static boolean hasImage() {
      String image = ContainerTestBroker.IMAGE;
      try {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
          LOG.info("No Docker here: tests use the embedded Kafka broker");
          return false;
        }
        requireImage(DockerClientFactory.instance().client(), image);
        LOG.info("Docker has {}: tests use it", image);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (RuntimeException e) {
        LOG.warn(
            "Docker cannot provide {} ({}): tests use the embedded Kafka broker",
            image,
            e.getMessage());
        return false;
      }
    }

    /** Pulls the image where it is missing; not Testcontainers' way, which retries for minutes. */
    private static void requireImage(DockerClient docker, String image)
        throws InterruptedException {
      try {
        docker.inspectImageCmd(image).exec();
      } catch (NotFoundException missing) {
        docker.pullImageCmd(image).start().awaitCompletion();
      }
    }
  }
}
