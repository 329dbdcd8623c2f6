package dev.newsdesk.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.ClosedPort;
import dev.newsdesk.stream.FakeRegistry;
import dev.newsdesk.stream.TinyCheckpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit codes, and one sentence for whatever goes wrong. */
class StreamMainTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final FakeRegistry registry = new FakeRegistry();
  private String broker = "";

  @BeforeEach
  void findClosedPort() throws IOException {
    broker = ClosedPort.address();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void withoutACommandItShowsWhichThereAre() {
    assertThat(run()).isEqualTo(2);
    assertThat(err).asString().contains("Usage: newsdesk", "stream", "produce", "watch");
    assertThat(out).asString().isEmpty();
  }

  @Test
  void helpIsNoFailure() {
    assertThat(run("--help")).isZero();
    assertThat(run("watch", "--help")).isZero();
    assertThat(out).asString().contains("Usage: newsdesk", "--from-beginning");
    assertThat(err).asString().isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publish|Unmatched argument at index 0: 'publish'|newsdesk",
        "--verbose|Unknown option: '--verbose'|newsdesk",
        "stream|Missing required option: '--config=<config>'|newsdesk stream",
        "stream --conf x|Missing required option: '--config=<config>'|newsdesk stream",
        "watch --max many|Invalid value for option '--max': 'many' is not a long|newsdesk watch",
        "produce --rate many|Invalid value for option '--rate': 'many' is not a double|newsdesk"
            + " produce",
        "produce --rate 0|The --rate must be above 0|newsdesk produce",
        "produce --csv --jsonl|Only one of --csv and --jsonl can hold|newsdesk produce",
        "produce news.json news.txt|The name of news.txt does not tell its format: add --csv or"
            + " --jsonl|newsdesk produce"
      })
  void wrongUsageIsTwoAndOneSentence(String arguments, String what, String command) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "newsdesk: %s; see '%s --help'.%s".formatted(what, command, System.lineSeparator()));
  }

  @Test
  void aMissingConfiguration() {
    assertFails(
        "The configuration nowhere does not exist: name a properties file.",
        "stream",
        "--config",
        "nowhere");
  }

  @Test
  void anUnknownSetting() throws IOException {
    assertThat(stream("batchsize = 3")).isEqualTo(1);
    assertThat(sentence()).startsWith("Unknown setting 'batchsize': known are ");
  }

  @Test
  void aMissingCheckpoint() throws IOException {
    Path missing = directory.resolve("missing");
    assertThat(stream("checkpoint = " + missing)).isEqualTo(1);
    assertThat(sentence())
        .isEqualTo(
            "The checkpoint file "
                + missing.resolve("checkpoint.json")
                + " is missing: name a complete checkpoint directory.");
  }

  @Test
  void aCheckpointWithAChangedByte() throws IOException {
    Path weights = TinyCheckpoint.in(directory).resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    assertThat(stream()).isEqualTo(1);
    assertThat(sentence()).startsWith("The file " + weights + " is not the one that ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tpu|Unknown device 'tpu': use auto, cpu, or gpu0, gpu1, ….",
        "gpu999|Device 'gpu999' is not there, this machine shows [0-9]+ GPUs: use auto."
      })
  void aDeviceThatIsNotThere(String device, String pattern) throws IOException {
    TinyCheckpoint.in(directory);
    assertThat(stream("device = " + device)).isEqualTo(1);
    assertThat(sentence()).matches(pattern);
  }

  @Test
  void anHttpPortThatIsTaken() throws IOException {
    TinyCheckpoint.in(directory);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(stream("http.address = 127.0.0.1:" + taken.getLocalPort())).isEqualTo(1);
      assertThat(sentence())
          .isEqualTo(
              "Nothing can listen at 127.0.0.1:"
                  + taken.getLocalPort()
                  + " (Address already in use): correct http.address, or use port 0 for any free"
                  + " one.");
    }
  }

  @Test
  void noBroker() throws IOException {
    TinyCheckpoint.in(directory);
    assertThat(stream("startup.timeout.ms = 300")).isEqualTo(1);
    assertThat(sentence())
        .isEqualTo(
            "No Kafka broker answers at " + broker + ": start one, or correct bootstrap.servers.");
  }

  @Test
  void anAddressThatIsNone() throws IOException {
    TinyCheckpoint.in(directory);
    broker = "localhost";
    assertThat(stream()).isEqualTo(1);
    assertThat(sentence())
        .isEqualTo(
            "Kafka's client refuses its settings (Invalid url in bootstrap.servers: localhost):"
                + " correct bootstrap.servers, or what is under kafka.");
  }

  @Test
  void produceWithoutABroker() throws IOException {
    Path file = Files.writeString(directory.resolve("news.json"), "{\"title\": \"T\"}\n");
    assertFails(
        "An article could not be sent to news.articles at "
            + broker
            + " (Topic news.articles not present in metadata after 300 ms): check that Kafka and"
            + " the schema registry run at the addresses given.",
        "produce",
        file.toString(),
        "--bootstrap-servers",
        broker,
        "--registry",
        registry.url(),
        "--property",
        "max.block.ms=300");
  }

  @Test
  void produceFromAFileThatIsNotThere() {
    assertFails(
        "nowhere.json does not exist: name a file of articles.",
        "produce",
        "nowhere.json",
        "--bootstrap-servers",
        broker);
  }

  @Test
  void produceToAnAddressThatIsNone() throws IOException {
    Path file = Files.writeString(directory.resolve("news.json"), "{\"title\": \"T\"}\n");
    assertThat(run("produce", file.toString(), "--bootstrap-servers", "localhost")).isEqualTo(1);
    assertThat(sentence()).contains("(Invalid url in bootstrap.servers: localhost): check that ");
  }

  @Test
  void watchWithoutABroker() {
    assertThat(
            run(
                "watch",
                "--bootstrap-servers",
                broker,
                "--registry",
                registry.url(),
                "--property",
                "default.api.timeout.ms=300"))
        .isEqualTo(1);
    assertThat(sentence())
        .startsWith("Classified articles cannot be read at " + broker + " (")
        .endsWith("): check that Kafka and the schema registry run at the addresses given.");
  }

  private int stream(String... lines) throws IOException {
    Path config = directory.resolve("newsdesk.properties");
    Files.writeString(
        config,
        """
        bootstrap.servers = %s
        schema.registry.url = %s
        checkpoint = %s
        device = cpu
        kafka.state.dir = %s
        http.address = 127.0.0.1:0
        %s
        """
            .formatted(
                broker,
                registry.url(),
                directory.resolve("checkpoint"),
                directory.resolve("state"),
                String.join("\n", lines)));
    Instant begun = Instant.now();
    int code = run("stream", "--config", config.toString());
    assertThat(Duration.between(begun, Instant.now())).isLessThan(PATIENCE);
    return code;
  }

  private void assertFails(String sentence, String... arguments) {
    assertThat(run(arguments)).isEqualTo(1);
    assertThat(sentence()).isEqualTo(sentence);
  }

  /** Returns the one line on the error output, without the program's name. */
  private String sentence() {
    assertThat(out).asString().isEmpty();
    assertThat(err.toString().lines()).singleElement().asString().startsWith("newsdesk: ");
    return err.toString().strip().substring("newsdesk: ".length());
  }

  private int run(String... arguments) {
    return StreamMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
