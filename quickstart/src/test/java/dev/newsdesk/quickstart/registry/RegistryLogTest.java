package dev.newsdesk.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLogTest {

  private final Path temporary;

  RegistryLogTest(@TempDir Path temporary) {
    this.temporary = temporary;
  }

  @Test
  void tellsThePortOnceItsLineIsComplete() throws IOException {
    String line =
        "INFO apicurio-registry-app 3.0.9 on JVM started in 2.1s. Listening on: http://127.0.0.1:40967";
    assertThat(log(line).port()).isEmpty();
    assertThat(log(line + "\n").port()).hasValue(40967);
  }

  @Test
  void tellsThatThePortIsTaken() throws IOException {
    assertThat(log("ERROR Port 8081 seems to be in use by another process\n").saysPortTaken())
        .isTrue();
    assertThat(log("ERROR something else\n").saysPortTaken()).isFalse();
  }

  @Test
  void quotesTheLastTenLines() throws IOException {
    String lines =
        String.join("\n", IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).toList());
    assertThat(log(lines).lastLines()).startsWith("line 21").endsWith("line 30");
    assertThat(log("").lastLines()).isEmpty();
  }

  private RegistryLog log(String text) throws IOException {
    return new RegistryLog(Files.writeString(temporary.resolve("registry.log"), text));
  }
}
