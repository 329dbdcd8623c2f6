package dev.newsdesk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.ClosedPort;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.accuracy.BrokerClock;
import dev.newsdesk.stream.intake.IntakeClientSupplier;
import dev.newsdesk.stream.intake.PartitionHolds;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AccuracyStreamsTest {

  private static final int RUNS = 20;
  private static final String ID = "restarted-accuracy";

  private final AtomicInteger openStamps = new AtomicInteger();

  @TempDir private Path folder = Path.of("");

  @Test
  void runsLeaveNoThreadsMetricsOrLocksBehind() throws Exception {
    LookedUpSchemas schemas =
        new LookedUpSchemas(
            SchemaRegistry.connect(Map.of("schema.registry.url", "mock://restarted")));
    IntakeClientSupplier intake =
        new IntakeClientSupplier(schemas, new PartitionHolds(schemas), Set.of("news.labels"), 1);
    Topology topology = new Topology();
    topology.addSource(
        "source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "news.labels");
    for (int i = 0; i < RUNS; i++) {
      AccuracyClients clients = new AccuracyClients(intake);
      // A folder that is still locked would refuse the next one.
      try (AccuracyRun run =
          AccuracyStreams.start(
              topology,
              properties(),
              clients,
              CloseOptions.timeout(Duration.ofSeconds(20)),
              BrokerTime.begin(
                  new BrokerClock(Clock.systemUTC(), System::nanoTime), new OpenStamps()))) {
        assertThat(run.state()).isNotEqualTo(State.NOT_RUNNING);
        assertThat(run.metrics()).isNotEmpty();
      }
    }
    assertThat(openStamps).hasValue(0);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().contains(ID))
        .noneMatch(thread -> thread.getName().equals("newsdesk-accuracy-clock"));
    assertThat(beans()).isZero();
  }

  private static long beans() throws MalformedObjectNameException {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("kafka.*:*"), null)
        .stream()
        .filter(name -> name.toString().contains(ID))
        .count();
  }

  private Properties properties() throws IOException {
    Properties properties = new Properties();
    properties.put("application.id", ID);
    properties.put("bootstrap.servers", ClosedPort.address());
    properties.put("state.dir", folder.toString());
    return properties;
  }

  /** Stamps with this machine's time. */
  private final class OpenStamps implements BrokerTime.Stamps {

    OpenStamps() {
      openStamps.incrementAndGet();
    }

    @Override
    public long next() {
      return System.currentTimeMillis();
    }

    @Override
    public void close() {
      openStamps.decrementAndGet();
    }
  }
}
