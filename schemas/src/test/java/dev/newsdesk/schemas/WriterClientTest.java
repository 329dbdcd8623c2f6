package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterClientTest {

  private ScriptedRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theBytesAreConfluents(boolean registering) {
    Map<String, Object> config = config(registering);
    answer("one-value", 7);
    answer("two-value", 300);
    for (SpecificRecord value :
        List.of(Samples.article(), Samples.label(), Samples.classified(), Samples.report())) {
      try (Serializer<SpecificRecord> ours = serializer(value, config);
          KafkaAvroSerializer confluents = new KafkaAvroSerializer()) {
        confluents.configure(AvroSerdes.withDefaults(config), false);
        for (String topic : List.of("one", "two", "one", "two")) {
          assertThat(ours.serialize(topic, value))
              .isEqualTo(confluents.serialize(topic, value))
              .startsWith(0, 0, 0, topic.equals("one") ? 0 : 1, topic.equals("one") ? 7 : 44);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSubjectIsAskedForOnceAndAFailureIsNotKept(boolean registering) {
    try (Serializer<Article> serializer =
        AvroSerdes.serializer(Article.class, config(registering))) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> serializer.serialize("one", Samples.article()))
            .isInstanceOf(SerializationException.class);
      }
      answer("one-value", 7);
      for (int record = 0; record < 10; record++) {
        assertThat(serializer.serialize("one", Samples.article())).startsWith(0, 0, 0, 0, 7);
      }
    }
    assertThat(registry.requests()).hasSize(3);
  }

  @Test
  void aKnownSchemaIsNeitherHashedNorCompared() throws Exception {
    answer("one-value", 7);
    CountingSchema schema = new CountingSchema(Article.getClassSchema());
    try (SchemaRegistryClient client = client()) {
      assertThat(client.registerWithResponse("one-value", schema, false, false).getId())
          .isEqualTo(7);
      assertThat(client.getId("one-value", schema, false)).isEqualTo(7);
      int first = schema.uses;
      assertThat(first).isPositive();

      for (int record = 0; record < 10; record++) {
        assertThat(client.registerWithResponse("one-value", schema, false, false).getId())
            .isEqualTo(7);
        assertThat(client.getId("one-value", schema, false)).isEqualTo(7);
      }
      assertThat(schema.uses).isEqualTo(first);
    }
  }

  @Test
  void anotherSchemaOfTheSubjectIsAskedForAndAfterAResetAllAre() throws Exception {
    AvroSchema article = new AvroSchema(Article.getClassSchema());
    AvroSchema other =
        new AvroSchema(SchemaBuilder.record("Other").fields().requiredInt("n").endRecord());
    answer("one-value", 7);
    try (SchemaRegistryClient client = client()) {
      assertIds(client, article, 7);
      answer("one-value", 8);
      assertIds(client, article, 7);
      assertIds(client, other, 8);
      answer("one-value", 9);
      assertIds(client, other, 8);
      client.reset();
      assertIds(client, other, 9);
    }
  }

  private static void assertIds(SchemaRegistryClient client, AvroSchema schema, int id)
      throws Exception {
    assertThat(client.getId("one-value", schema, false)).isEqualTo(id);
    assertThat(client.registerWithResponse("one-value", schema, false, false).getId())
        .isEqualTo(id);
  }

  private SchemaRegistryClient client() {
    return RegistryConnection.open(AvroSerdes.withDefaults(config(true))).client();
  }

  private Map<String, Object> config(boolean registering) {
    Map<String, Object> config = new HashMap<>(registry.settings());
    config.put("auto.register.schemas", registering);
    config.put("max.retries", 0);
    return config;
  }

  private void answer(String subject, int id) {
    String answer = "{\"subject\": \"%s\", \"version\": 1, \"id\": %d}".formatted(subject, id);
    registry.answer("/subjects/" + subject + "/versions", 200, "{\"id\": " + id + "}");
    registry.answer("/subjects/" + subject, 200, answer);
  }

  // The class of a value of T is a Class<? extends T>; generated classes are not extended.
  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> Serializer<T> serializer(
      T value, Map<String, Object> config) {
    return AvroSerdes.serializer((Class<T>) value.getClass(), config);
  }

  private static final class CountingSchema extends AvroSchema {
    private int uses;

    private CountingSchema(Schema schema) {
      super(schema);
    }

    @Override
    public int hashCode() {
      uses++;
      return super.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      uses++;
      return super.equals(other);
    }
  }
}
