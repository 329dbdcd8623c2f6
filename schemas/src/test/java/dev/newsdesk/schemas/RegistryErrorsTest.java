package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.newsdesk.Article;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryErrorsTest {
  private static final String TOPIC = "news.articles";
  private static final byte[] ARTICLE = {0, 0, 0, 0, 7, 2, 'a', 2, 't', 0, 0, 0, 0};

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504, 507})
  void aRegistryInTroubleIsTransient(int status) throws IOException {
    var body = "{\"error_code\": %d, \"message\": \"not now\"}".formatted(status);
    try (var registry = FakeRegistry.answering(status, body)) {
      assertThat(RegistryErrors.isTransient(whileReading(registry.port()))).isTrue();
      assertThat(RegistryErrors.isTransient(whileWriting(registry.port()))).isTrue();
    }
  }

  @Test
  void aTroubleWithoutABodyIsTransient() throws IOException {
    try (var registry = FakeRegistry.answering(503, "")) {
      assertThat(RegistryErrors.isTransient(whileReading(registry.port()))).isTrue();
    }
  }

  @Test
  void anUnknownSchemaIsPermanent() throws IOException {
    var body = "{\"error_code\": 40403, \"message\": \"Schema not found\"}";
    try (var registry = FakeRegistry.answering(404, body)) {
      assertThat(RegistryErrors.isTransient(whileReading(registry.port()))).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"409, 409", "422, 42201"})
  void aSchemaThatTheRegistryRefusesIsPermanent(int status, int code) throws IOException {
    var body = "{\"error_code\": %d, \"message\": \"incompatible\"}".formatted(code);
    try (var registry = FakeRegistry.answering(status, body)) {
      assertThat(RegistryErrors.isTransient(whileWriting(registry.port()))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void aProxyThatAnswersInPlaceOfTheRegistryIsTransient(int status) throws IOException {
    try (var proxy = FakeRegistry.answering(status, "<html>default backend</html>")) {
      assertThat(RegistryErrors.isTransient(whileReading(proxy.port()))).isTrue();
      assertThat(RegistryErrors.isTransient(whileWriting(proxy.port()))).isTrue();
    }
  }

  @Test
  void aClosedPortIsTransient() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(RegistryErrors.isTransient(whileReading(port))).isTrue();
    assertThat(RegistryErrors.isTransient(whileWriting(port))).isTrue();
  }

  @Test
  void aRegistryThatNeverAnswersIsTransient() throws IOException {
    try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      assertThat(RegistryErrors.isTransient(whileReading(silent.getLocalPort()))).isTrue();
      assertThat(RegistryErrors.isTransient(whileWriting(silent.getLocalPort()))).isTrue();
    }
  }

  @Test
  void theCauseDecidesHoweverDeepItLies() {
    assertThat(RegistryErrors.isTransient(wrapped(new IOException("reset")))).isTrue();
    assertThat(RegistryErrors.isTransient(wrapped(new RestClientException("busy", 503, 50301))))
        .isTrue();
    assertThat(RegistryErrors.isTransient(wrapped(new EOFException()))).isFalse();
    assertThat(RegistryErrors.isTransient(wrapped(new AvroTypeException("mismatch")))).isFalse();
  }

  @Test
  void whatNobodyKnowsIsPermanent() {
    assertThat(RegistryErrors.isTransient(new NullPointerException())).isFalse();
    assertThat(RegistryErrors.isTransient(new SerializationException("Unknown magic byte!")))
        .isFalse();
  }

  private static Throwable wrapped(Exception cause) {
    var inner =
        cause instanceof IOException io ? new UncheckedIOException(io) : new Exception(cause);
    return new KafkaException("outer", new SerializationException("inner", inner));
  }

  private static Throwable whileReading(int port) {
    try (var deserializer = AvroSerdes.deserializer(Article.class, config(port))) {
      return caught(() -> deserializer.deserialize(TOPIC, ARTICLE));
    }
  }

  private static Throwable whileWriting(int port) {
    try (var serializer = AvroSerdes.serializer(Article.class, config(port))) {
      return caught(() -> serializer.serialize(TOPIC, Samples.article()));
    }
  }

  private static Throwable caught(Runnable call) {
    var failure = catchThrowable(call::run);
    assertThat(failure).isInstanceOf(KafkaException.class);
    return failure;
  }

  private static Map<String, Object> config(int port) {
    return Map.of(
        "schema.registry.url", "http://localhost:" + port,
        "max.retries", 0,
        "http.read.timeout.ms", 300);
  }
}
