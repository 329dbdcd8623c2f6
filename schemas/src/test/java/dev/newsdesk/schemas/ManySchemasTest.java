package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.Article;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

/** A topic whose records name more schemas than anybody expects. */
class ManySchemasTest {
  private static final long MEGABYTE = 1 << 20;

  private final AtomicInteger requests = new AtomicInteger();

  @Test
  void manyIdsOfEqualSchemasAreAskedForOnceAndShareOne() {
    int ids = 100_000;
    var registry =
        registry(id -> article(SchemaBuilder.record("Article").doc("Version " + id), "x"));
    long before = used();
    readTwice(registry, ids);
    assertThat(requests).hasValue(ids);
    assertThat(used() - before).isLessThan(60 * MEGABYTE);
  }

  @Test
  void manySchemasAreAskedForOnceInBoundedMemory() {
    int ids = Integer.getInteger("newsdesk.test.schemas", 10_000);
    var registry = registry(id -> article(SchemaBuilder.record("Article"), "extra" + id));
    long before = used();
    readTwice(registry, ids);
    assertThat(requests).hasValue(ids);
    assertThat(used() - before).isLessThan(150 * MEGABYTE);
  }

  @Test
  void manyUnusableIdsAreAskedForOnceInBoundedMemory() {
    int ids = 100_000;
    var registry =
        registry(
            id -> {
              throw new UnusableSchemaException("nonsense " + id);
            });
    long before = used();
    for (int round = 0; round < 2; round++) {
      for (int id = 1; id <= ids; id++) {
        assertThat(registry.lookup(id)).isEqualTo(new SchemaLookup.Unusable("nonsense " + id));
      }
    }
    assertThat(requests).hasValue(ids);
    assertThat(used() - before).isLessThan(60 * MEGABYTE);
  }

  private static void readTwice(SchemaRegistry registry, int ids) {
    byte[] record =
        Foreign.bytes(
            to -> {
              to.writeString("a-1");
              to.writeString("News");
              to.writeLong(7);
            });
    Deserializer<Article> deserializer = registry.deserializer(Article.class);
    for (int round = 0; round < 2; round++) {
      for (int id = 1; id <= ids; id++) {
        ByteBuffer.wrap(record).putInt(1, id);
        assertThat(deserializer.deserialize("news.articles", record).getTitle()).isEqualTo("News");
      }
    }
  }

  private SchemaRegistry registry(IntFunction<Schema> schemas) {
    SchemaFetcher counting =
        new SchemaFetcher() {
          @Override
          public Schema fetch(int id) {
            requests.incrementAndGet();
            return schemas.apply(id);
          }

          @Override
          public void list() {}
        };
    return new SchemaRegistry(
        Map.of("schema.registry.url", "mock://many-schemas"),
        new RegistryConnection(new MockSchemaRegistryClient(), counting));
  }

  private static Schema article(SchemaBuilder.RecordBuilder<Schema> record, String extra) {
    return record
        .namespace("dev.newsdesk")
        .fields()
        .requiredString("id")
        .requiredString("title")
        .requiredLong(extra)
        .endRecord();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
