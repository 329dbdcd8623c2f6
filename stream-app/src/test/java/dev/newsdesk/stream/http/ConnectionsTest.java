package dev.newsdesk.stream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private final AtomicLong now = new AtomicLong();
  private final List<String> closed = new ArrayList<>();
  private final Connections connections =
      new Connections(new Limits(3, Duration.ofNanos(10), 1), now::get);

  @Test
  void theOneThatHasCompletedNothingForLongestGivesWay() {
    List<Connection> open = open("a", "b", "c");
    connections.completed(open.get(0));
    open("d");
    assertThat(closed).containsExactly("b");

    connections.onClosed(open.get(2));
    open("e");
    assertThat(closed).containsExactly("b");
  }

  @Test
  void halfGiveWayWhenTheProcessHasNoRoomForAnother() {
    open("a", "b", "c");
    connections.makeRoom();

    assertThat(closed).containsExactly("a", "b");
  }

  @Test
  void eachHasItsTimeFromOneAnswerToTheNext() {
    List<Connection> open = open("a", "b");
    now.set(10);
    connections.completed(open.get(1));
    connections.closeOverdue();
    assertThat(closed).isEmpty();

    now.set(11);
    connections.closeOverdue();
    assertThat(closed).containsExactly("a");
    connections.onClosed(open.get(0));
    now.set(21);
    connections.closeOverdue();
    assertThat(closed).containsExactly("a", "b");
  }

  private List<Connection> open(String... names) {
    List<Connection> open = new ArrayList<>();
    for (String name : names) {
      EndPoint endPoint =
          proxy(
              EndPoint.class,
              method -> {
                if (method.equals("close")) {
                  closed.add(name);
                }
                return null;
              });
      Connection connection =
          proxy(Connection.class, method -> method.equals("getEndPoint") ? endPoint : null);
      open.add(connection);
      connections.onOpened(connection);
    }
    return open;
  }

  private static <T> T proxy(Class<T> type, Function<String, Object> answers) {
    Object self = new Object();
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> proxy == arguments[0];
                  default -> answers.apply(method.getName());
                }));
  }
}
