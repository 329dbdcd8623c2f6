package dev.newsdesk.quickstart.demo;

import dev.newsdesk.quickstart.testing.BrokerExtension;
import java.time.Duration;
import java.util.List;

/** Does to broker, registry and two instances of the app what a plan says. */
final class ChaosMonkey {

  private final BrokerExtension broker;
  private final RegistryProxy registry;
  private final List<AppInstance> instances;
  private final Duration outage;
  private long outageBegan;
  private boolean registryAway;

  ChaosMonkey(
      BrokerExtension broker,
      RegistryProxy registry,
      List<AppInstance> instances,
      Duration outage) {
    this.broker = broker;
    this.registry = registry;
    this.instances = List.copyOf(instances);
    this.outage = outage;
  }

  /** Tells whether there is something for a fault to hit: an instance that is up and at work. */
  boolean isWorthIt(Fault fault) {
    return switch (fault) {
      case KILL_FIRST_INSTANCE -> instances.get(0).isRunning();
      case KILL_SECOND_INSTANCE -> instances.get(1).isRunning();
      case RESTART_BROKER, REGISTRY_AWAY -> true;
    };
  }

  /** Makes a fault happen; an outage of the registry only begins, so that others fall into it. */
  void cause(Fault fault) {
    switch (fault) {
      case KILL_FIRST_INSTANCE -> instances.get(0).killAndStartAgain();
      case KILL_SECOND_INSTANCE -> instances.get(1).killAndStartAgain();
      case RESTART_BROKER -> broker.restart();
      case REGISTRY_AWAY -> {
        outageBegan = System.nanoTime();
        registryAway = true;
        registry.away(true);
      }
    }
  }

  /** Ends an outage that is due to end, and tells whether everything is there again. */
  boolean isCalm() {
    if (registryAway && System.nanoTime() - outageBegan >= outage.toNanos()) {
      registry.away(false);
      registryAway = false;
    }
    return !registryAway;
  }
}
