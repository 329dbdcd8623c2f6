package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.ArticleLabel;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdesTest {
  private static final String TOPIC = "news.articles";
  private static final String SCOPE = "avro-serdes-test";
  private static final Map<String, Object> CONFIG =
      Map.of("schema.registry.url", "mock://" + SCOPE);

  private Serializer<Article> serializer;
  private Deserializer<Article> deserializer;

  @BeforeEach
  void open() {
    serializer = AvroSerdes.serializer(Article.class, CONFIG);
    deserializer = AvroSerdes.deserializer(Article.class, CONFIG);
  }

  @AfterEach
  void close() {
    serializer.close();
    deserializer.close();
    MockSchemaRegistry.dropScope(SCOPE);
  }

  static List<SpecificRecord> samples() {
    return List.of(Samples.article(), Samples.label(), Samples.classified(), Samples.report());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsWrittenIsRead(SpecificRecord value) {
    assertThat(writtenAndRead(value)).isEqualTo(value);
  }

  // The class of a value of T is a Class<? extends T>; generated classes are not extended.
  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> T writtenAndRead(T value) {
    try (var serde = AvroSerdes.serde((Class<T>) value.getClass(), CONFIG)) {
      return serde.deserializer().deserialize(TOPIC, serde.serializer().serialize(TOPIC, value));
    }
  }

  @Test
  void aTombstoneStaysNull() {
    assertThat(serializer.serialize(TOPIC, null)).isNull();
    assertThat(deserializer.deserialize(TOPIC, (byte[]) null)).isNull();
  }

  @Test
  void theWireFormatIsMagicByteThenSchemaIdThenTheRecord() throws Exception {
    var bytes = ByteBuffer.wrap(serializer.serialize(TOPIC, Samples.article()));
    assertThat(bytes.get()).isZero();
    var registered =
        MockSchemaRegistry.getClientForScope(SCOPE).getLatestSchemaMetadata(TOPIC + "-value");
    assertThat(bytes.getInt()).isEqualTo(registered.getId());
    assertThat(bytes.get()).as("length of the id, zigzag").isEqualTo((byte) 6);
  }

  @Test
  void aRecordThatClaimsALengthOfGigabytesIsRefusedBeforeAnyIsAllocated() {
    byte[] good = serializer.serialize(TOPIC, Samples.article());
    // Magic byte and schema id, then the zigzag of 2,000,000,000 as the length of the id.
    byte[] hostile = Arrays.copyOf(good, 10);
    byte[] length = {(byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e};
    System.arraycopy(length, 0, hostile, 5, length.length);

    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, hostile))
        .isInstanceOf(SerializationException.class)
        .hasStackTraceContaining("a length is 2000000000 where 0 bytes remain");
  }

  @Test
  void theRegistryHoldsTheSchemaAsTheSourcesHaveIt() throws Exception {
    serializer.serialize(TOPIC, Samples.article());
    var registered =
        MockSchemaRegistry.getClientForScope(SCOPE).getLatestSchemaMetadata(TOPIC + "-value");
    var source = SchemaFiles.recordsIn(SchemaFiles.CURRENT).get("dev.newsdesk.Article");
    assertThat(new Schema.Parser().parse(registered.getSchema())).isEqualTo(source);
    assertThat(registered.getSchema()).doesNotContain("avro.java");
  }

  @Test
  void anArticleOfAnOlderWriterGetsTheDefaults() {
    var older =
        SchemaBuilder.record("Article")
            .namespace("dev.newsdesk")
            .fields()
            .requiredString("id")
            .requiredString("title")
            .endRecord();
    var written = new GenericRecordBuilder(older).set("id", "a-1").set("title", "News").build();
    assertThat(deserializer.deserialize(TOPIC, foreign(written)))
        .isEqualTo(Article.newBuilder().setId("a-1").setTitle("News").build());
  }

  @Test
  void anArticleOfANewerWriterLosesWhatIsUnknownHere() {
    var newer =
        SchemaBuilder.record("Article")
            .namespace("dev.newsdesk")
            .fields()
            .requiredString("language")
            .requiredString("title")
            .requiredString("id")
            .name("keywords")
            .type()
            .array()
            .items()
            .stringType()
            .noDefault()
            .endRecord();
    var written =
        new GenericRecordBuilder(newer)
            .set("language", "en")
            .set("title", "News")
            .set("id", "a-1")
            .set("keywords", List.of("x", "y"))
            .build();
    assertThat(deserializer.deserialize(TOPIC, foreign(written)))
        .isEqualTo(Article.newBuilder().setId("a-1").setTitle("News").build());
  }

  @Test
  void aRecordOfAnotherTypeIsRefused() {
    assertUndecodable(foreign(Samples.label()));
    assertUndecodable(foreign("just a string"));
    assertUndecodable(foreign(new byte[] {1, 2, 3}));
  }

  @Test
  void bytesThatAreNotTheWireFormatAreRefused() {
    assertUndecodable(new byte[0]);
    assertUndecodable(new byte[] {0, 0, 0});
    assertUndecodable("{\"title\": \"JSON\"}".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSchemaIdTheRegistryDoesNotKnowIsRefused() {
    var bytes = serializer.serialize(TOPIC, Samples.article());
    ByteBuffer.wrap(bytes).putInt(1, 987_654);
    assertUndecodable(bytes);
  }

  @Test
  void anArticleCutAnywhereIsRefused() {
    var bytes = serializer.serialize(TOPIC, Samples.article());
    for (int length = 0; length < bytes.length; length++) {
      assertUndecodable(Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void aLengthThatClaimsGigabytesIsRefused() {
    var bytes = serializer.serialize(TOPIC, Samples.article());
    // Zigzag for 2,000,000,000, in place of the id's length.
    var corrupt = ByteBuffer.allocate(bytes.length).put(bytes, 0, 5);
    corrupt.put(new byte[] {(byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e});
    assertUndecodable(corrupt.array());
  }

  // Puts what the type forbids into the serializer, as erased generics can.
  @SuppressWarnings({"unchecked", "rawtypes"})
  @Test
  void aValueOfAnotherTypeIsNotWritten() {
    assertThatThrownBy(() -> ((Serializer) serializer).serialize(TOPIC, Samples.label()))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "Expected a value of dev.newsdesk.Article, got one of dev.newsdesk.ArticleLabel.");
  }

  @Test
  void oneSerdeServesManyThreads() {
    var ids = IntStream.range(0, 2_000).mapToObj(Integer::toString).toList();
    var read =
        ids.parallelStream()
            .map(id -> Article.newBuilder().setId(id).setTitle("t" + id).build())
            .map(article -> serializer.serialize(TOPIC, article))
            .map(bytes -> deserializer.deserialize(TOPIC, bytes).getId())
            .toList();
    assertThat(read).isEqualTo(ids);
  }

  @Test
  void theRegistryAddressIsRequired() {
    assertThatThrownBy(() -> AvroSerdes.serializer(ArticleLabel.class, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url");
  }

  private void assertUndecodable(byte[] bytes) {
    assertThatThrownBy(() -> deserializer.deserialize(TOPIC, bytes))
        .isInstanceOf(SerializationException.class)
        .satisfies(e -> assertThat(RegistryErrors.isTransient(e)).isFalse());
  }

  /** As another program writes it, with Confluent's serializer and its own schema. */
  private static byte[] foreign(Object value) {
    try (var foreign = new KafkaAvroSerializer()) {
      foreign.configure(CONFIG, false);
      return foreign.serialize(TOPIC, value);
    }
  }
}
