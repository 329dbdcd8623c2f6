package dev.newsdesk.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessEndTest {

  private final BlockingQueue<Integer> exitCodes = new LinkedBlockingQueue<>();

  @Test
  void anEndThatTakesTooLongIsMadeWithTheFirstExitCode() throws InterruptedException {
    ProcessEnd end = new ProcessEnd(Duration.ofMillis(50), exitCodes::add);
    end.within(1);
    end.within(143);

    assertThat(exitCodes.poll(10, TimeUnit.SECONDS)).isOne();
    assertThat(exitCodes.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }
}
