package dev.newsdesk.quickstart.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.quickstart.startup.StartupException;
import org.junit.jupiter.api.Test;

class ListenersTest {

  @Test
  void takeFreePortsOnLoopback() {
    try (Listeners one = Listeners.open(0);
        Listeners other = Listeners.open(0)) {
      assertThat(one.brokerAddress())
          .startsWith("127.0.0.1:")
          .isNotEqualTo(one.controllerAddress());
      assertThat(one.brokerPort()).isPositive().isNotEqualTo(other.brokerPort());
    }
  }

  @Test
  void refuseTakenPortAndNameTheRemedy() {
    try (Listeners taken = Listeners.open(0)) {
      assertThatThrownBy(() -> Listeners.open(taken.brokerPort()))
          .isInstanceOf(StartupException.class)
          .hasMessage(
              "Port %d for the embedded Kafka broker is in use; stop the process that listens on it,"
                  + " or choose another port (0 takes any free one).",
              taken.brokerPort());
    }
  }

  @Test
  void leaveThePortFreeWhenClosed() {
    Listeners closed = Listeners.open(0);
    int port = closed.brokerPort();
    closed.close();
    try (Listeners again = Listeners.open(port)) {
      assertThat(again.brokerPort()).isEqualTo(port);
    }
  }
}
