package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.schemas.SchemaLookup.Kind;
import dev.newsdesk.schemas.SchemaLookup.Known;
import dev.newsdesk.schemas.SchemaLookup.Unavailable;
import dev.newsdesk.schemas.SchemaLookup.Unusable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {
  private static final String ARTICLE = Article.getClassSchema().toString();
  private static final String REFERRING =
      """
      {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"R\\",\\"fields\\":[{\\"name\\":\\"o\\",\\"type\\":\\"Other\\"}]}",
       "references": [{"name": "Other", "subject": "other", "version": 1}]}""";

  private ScriptedRegistry server;
  private SchemaRegistry registry;

  @BeforeEach
  void open() throws IOException {
    server = new ScriptedRegistry();
    registry = SchemaRegistry.connect(server.settings());
  }

  @AfterEach
  void close() {
    registry.close();
    server.close();
  }

  @Test
  void aSchemaIsAskedForOnce() {
    server.schema(7, ARTICLE);
    assertThat(registry.cached(7)).isEmpty();
    assertThat(registry.lookup(7)).isEqualTo(new Known());
    assertThat(registry.cached(7)).contains(new Known());
    assertThat(registry.lookup(7)).isEqualTo(new Known());
    assertThat(server.requests()).containsExactly("/schemas/ids/7");
  }

  @Test
  void schemaThatAvroDoesNotParseIsUnusableAtOnceAndForGood() {
    server.schema(
        7,
        """
        {"type": "record", "name": "A", "fields": [
          {"name": "x", "type": {"type": "record", "name": "A", "fields": []}}]}""");
    assertThat(registry.lookup(7)).isInstanceOf(Unusable.class);
    assertThat(registry.lookup(7))
        .asString()
        .contains("Avro cannot parse the schema")
        .contains("Can't redefine: A");
    assertThat(server.requests()).hasSize(1);
    assertThatThrownBy(() -> decode(7))
        .isInstanceOf(SerializationException.class)
        .hasMessageStartingWith("The schema of id 7 is unusable: Avro cannot parse the schema")
        .satisfies(e -> assertThat(RegistryErrors.isTransient(e)).isFalse());
  }

  @Test
  void schemaOfAnotherKindIsUnusable() {
    server.answer(
        "/schemas/ids/7", 200, "{\"schemaType\": \"PROTOBUF\", \"schema\": \"message M {}\"}");
    assertThat(registry.lookup(7))
        .isEqualTo(new Unusable("the schema is of type PROTOBUF, not AVRO"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{}", "null", "{\"type\":\"record\"}", "{\"type\":7}"})
  void nonsenseIsUnusable(String text) {
    server.schema(7, text);
    assertThat(registry.lookup(7)).isInstanceOf(Unusable.class);
  }

  @Test
  void schemaThatNestsTooDeepIsUnusable() {
    String deep = "{\"type\":\"array\",\"items\":".repeat(5_000) + "\"int\"" + "}".repeat(5_000);
    server.schema(7, deep);
    assertThat(registry.lookup(7)).asString().contains("nests deeper than 200 levels");
  }

  @Test
  void schemaThatIsTooLargeIsUnusable() {
    server.schema(7, "{\"type\":\"string\",\"doc\":\"" + "x".repeat(1_000_000) + "\"}");
    assertThat(registry.lookup(7)).asString().contains("more than 1,000,000 characters");
  }

  @Test
  void aReferenceIsResolved() {
    server.answer("/schemas/ids/7", 200, REFERRING);
    server.answer(
        "/subjects/other/versions/1",
        200,
        "{\"schema\": \"{\\\"type\\\":\\\"fixed\\\",\\\"name\\\":\\\"Other\\\",\\\"size\\\":1}\"}");
    assertThat(registry.lookup(7)).isEqualTo(new Known());
  }

  @Test
  void aReferenceThatIsMissingMayStillCome() {
    server.answer("/schemas/ids/7", 200, REFERRING);
    assertThat(kind(registry.lookup(7))).isEqualTo(Kind.THIS_ID);
  }

  @Test
  void manyReferencesAreNotFollowed() {
    for (int version = 1; version <= 100; version++) {
      server.answer(
          "/subjects/s/versions/" + version,
          200,
          """
          {"schema": "\\"int\\"", "references": [{"name": "n%d", "subject": "s", "version": %d}]}"""
              .formatted(version + 1, version + 1));
    }
    server.answer(
        "/schemas/ids/7",
        200,
        "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"n1\",\"subject\":\"s\",\"version\":1}]}");
    assertThat(registry.lookup(7)).asString().contains("refers to more than 64 others");
  }

  @ParameterizedTest
  @CsvSource({"401, DENIED", "403, DENIED", "408, THIS_ID", "429, THIS_ID", "500, THIS_ID"})
  void aRefusalTellsWhoIsAtFault(int status, Kind kind) {
    server.answer("/schemas/ids/7", status, "{\"error_code\": 1, \"message\": \"no\"}");
    assertThat(kind(registry.lookup(7))).isEqualTo(kind);
    assertThat(registry.cached(7)).isEmpty();
  }

  @Test
  void anIdThatIsMissingIsAskedForAgain() {
    assertThat(kind(registry.lookup(7))).isEqualTo(Kind.THIS_ID);
    server.schema(7, ARTICLE);
    assertThat(registry.lookup(7)).isEqualTo(new Known());
  }

  @Test
  void nonsenseInPlaceOfAnAnswerIsThisIdsUnlessAllGetIt() {
    server.answer("/schemas/ids/7", 200, "<html>");
    assertThat(kind(registry.lookup(7))).isEqualTo(Kind.THIS_ID);
    assertThat(registry.answers()).isEmpty();
    server.answer("/subjects", 200, "<html>");
    assertThat(registry.answers()).isPresent();
  }

  @Test
  void aRegistryAnswersWhenItGivesASchemaThatItHasGivenBefore() {
    server.schema(7, ARTICLE);
    registry.lookup(7);
    assertThat(registry.answers()).isEmpty();
    assertThat(server.requests()).containsExactly("/schemas/ids/7", "/schemas/ids/7");
    server.answer("/schemas/ids/7", 503, "");
    assertThat(registry.answers()).isPresent();
    assertThat(registry.lookup(7)).isEqualTo(new Known());
  }

  @Test
  void aClosedPortIsAnOutage() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (var closed =
        SchemaRegistry.connect(Map.of("schema.registry.url", "http://localhost:" + port))) {
      assertThat(kind(closed.lookup(7))).isEqualTo(Kind.OUTAGE);
      assertThat(closed.answers()).map(Unavailable::kind).contains(Kind.OUTAGE);
    }
  }

  @Test
  void closingASerdeLeavesTheConnectionOpen() {
    server.answer("/subjects/news.articles-value/versions", 200, "{\"id\": 7}");
    server.schema(7, ARTICLE);
    for (int i = 0; i < 2; i++) {
      try (var serializer = registry.serializer(Article.class);
          var deserializer = registry.deserializer(Article.class)) {
        byte[] bytes = serializer.serialize("news.articles", Samples.article());
        assertThat(deserializer.deserialize("news.articles", bytes)).isEqualTo(Samples.article());
      }
    }
    assertThat(server.requests()).as("one request for all serdes").hasSize(2);
  }

  private void decode(int id) {
    try (var deserializer = registry.deserializer(Article.class)) {
      deserializer.deserialize("news.articles", new byte[] {0, 0, 0, 0, (byte) id, 0});
    }
  }

  private static Kind kind(SchemaLookup lookup) {
    assertThat(lookup).isInstanceOf(Unavailable.class);
    return ((Unavailable) lookup).kind();
  }
}
