package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.internal.Prediction;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one record's bytes, or the schema that it names, could do to the process. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileRecordsTest {
  private static final Schema NODE =
      Foreign.parsed(
          """
          {"type": "record", "name": "Node", "fields": [
            {"name": "next", "type": ["null", "Node"]}]}""");
  private static final Schema NULLS = Schema.createArray(Schema.create(Schema.Type.NULL));

  @Test
  void nestingInAnUnknownFieldIsBounded() {
    Schema writer = Foreign.articleWith(NODE);
    assertThat(Foreign.article(writer, to -> list(to, 50)).getTitle()).isEqualTo("News");
    assertRefused(writer, to -> list(to, 100), "nests deeper than 64 levels");
    assertRefused(writer, to -> list(to, 4_000), "nests deeper than 64 levels");
  }

  @Test
  void nestingInArraysAndMapsIsBounded() {
    Schema tree =
        Foreign.parsed(
            """
            {"type": "record", "name": "Tree", "fields": [
              {"name": "branches", "type": {"type": "map", "values": {"type": "array", "items": "Tree"}}}]}""");
    assertRefused(
        Foreign.articleWith(tree),
        to -> {
          for (int i = 0; i < 1_000; i++) {
            to.writeLong(1);
            to.writeString("");
            to.writeLong(1);
          }
        },
        "nests deeper than 64 levels");
  }

  @ParameterizedTest
  @ValueSource(longs = {100_000_000, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void lengthBeyondTheRecordAllocatesNothing(long length) {
    for (Schema.Type type : new Schema.Type[] {Schema.Type.STRING, Schema.Type.BYTES}) {
      Schema writer = Foreign.articleWith(Schema.create(type));
      byte[] data = Foreign.bytes(to -> to.writeLong(length));
      var decoder = Foreign.compiled(writer).decoder(Article.class);
      long allocated = Allocation.of(() -> assertRefused(decoder, data, "a length is " + length));
      assertThat(allocated).isLessThan(1_000_000);
    }
  }

  @Test
  void lengthOfAFieldThatIsReadAllocatesNothing() {
    byte[] data = Foreign.bytes(to -> to.writeLong(99_000_000));
    var decoder = Foreign.compiled(Article.getClassSchema()).decoder(Article.class);
    long allocated =
        Allocation.of(
            () -> assertRefused(decoder, data, "a length is 99000000 where 0 bytes remain"));
    assertThat(allocated).isLessThan(1_000_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 1L << 40, Long.MAX_VALUE, -1L << 40, Long.MIN_VALUE})
  void itemsWithoutBytesAreCounted(long count) {
    Schema empty = SchemaBuilder.record("Empty").fields().endRecord();
    for (Schema items : new Schema[] {NULLS, Schema.createArray(empty)}) {
      assertRefused(
          Foreign.articleWith(items),
          to -> {
            to.writeLong(count);
            if (count < 0) {
              to.writeLong(0);
            }
            to.writeLong(0);
          },
          "too many");
    }
  }

  @Test
  void manyBlocksOfItemsWithoutBytesAreCountedTogether() {
    assertRefused(
        Foreign.articleWith(NULLS),
        to -> {
          for (int block = 0; block < 1_000; block++) {
            to.writeLong(10_000);
          }
        },
        "too many");
  }

  @Test
  void aBlockHasTheSizeThatItStates() throws IOException {
    Schema writer = Foreign.articleWith(Schema.createArray(Schema.create(Schema.Type.INT)));
    Foreign.Writing sound =
        to -> {
          to.writeLong(-2);
          to.writeLong(2);
          to.writeInt(1);
          to.writeInt(2);
          to.writeLong(0);
          idAndTitle(to);
        };
    assertThat(Foreign.article(writer, sound).getId()).isEqualTo("a-1");
    assertRefused(
        writer,
        to -> {
          to.writeLong(-2);
          to.writeLong(3);
          to.writeInt(1);
          to.writeInt(2);
          to.writeLong(0);
          idAndTitle(to);
        },
        "another size than it states");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void indexOfABranchIsOneOfThem(int index) {
    Schema union = SchemaBuilder.unionOf().nullType().and().intType().endUnion();
    assertRefused(Foreign.articleWith(union), to -> to.writeInt(index), "is not one of 2 branches");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
  void indexOfASymbolIsOneOfThem(int index) {
    Schema symbols = SchemaBuilder.enumeration("E").symbols("A", "B");
    assertRefused(Foreign.articleWith(symbols), to -> to.writeInt(index), "not one of 2 symbols");
  }

  @Test
  void recordsThatDoubleEndInTime() {
    assertRefused(Foreign.articleWith(doubling(40)), to -> {}, "more values than its bytes");
  }

  /** Avro counts through the items' type for each array, be it empty. */
  @Test
  void emptyArraysOfRecordsThatDoubleEndInTime() {
    Schema writer = Foreign.articleWith(Schema.createArray(doubling(40)));
    assertRefused(writer, to -> to.writeLong(0), "more values than its bytes");
    Schema arrays = Foreign.articleWith(Schema.createArray(Schema.createArray(doubling(12))));
    assertRefused(
        arrays,
        to -> {
          to.writeLong(50_000);
          for (int i = 0; i < 50_000; i++) {
            to.writeLong(0);
          }
          to.writeLong(0);
        },
        "more values than its bytes");
  }

  @Test
  void aRecordThatContainsItselfIsUnusable() {
    Schema endless =
        Foreign.parsed(
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "a", "type": "R"}, {"name": "b", "type": "R"}]}""");
    Schema writer = Foreign.articleWith(Schema.createArray(endless));
    assertThatThrownBy(() -> Foreign.compiled(writer))
        .isInstanceOf(UnusableSchemaException.class)
        .hasMessageContaining("contains itself");
  }

  /** Avro applies the reader's alias to the writer's schema, and checks its defaults meanwhile. */
  @Test
  void defaultThatContainsItselfHasNoEffect() {
    Schema writer =
        Foreign.parsed(
            """
            {"type": "record", "name": "ClassifiedArticle", "namespace": "dev.newsdesk", "fields": [
              {"name": "extra", "type": ["null", {"type": "record", "name": "Loop", "fields": [
                {"name": "next", "type": ["Loop", "null"], "default": {}}]}]},
              {"name": "checkpointId", "type": "string"}]}""");
    byte[] data =
        Foreign.bytes(
            to -> {
              to.writeIndex(0);
              to.writeString("v1");
            });
    assertThat(Foreign.decode(writer, Prediction.class, data).getCheckpointId()).isEqualTo("v1");
  }

  @Test
  void propertiesAndAliasesOfAWriterHaveNoEffect() {
    Schema writer =
        Foreign.parsed(
            """
            {"type": "record", "name": "ClassifiedArticle", "namespace": "dev.newsdesk",
             "aliases": ["dev.newsdesk.internal.Prediction", "dev.newsdesk.Article"], "fields": [
              {"name": "id", "aliases": ["checkpointId"], "default": 7,
               "type": {"type": "string", "java-class": "java.io.File"}},
              {"name": "checkpointId", "type": {"type": "string", "avro.java.string": "Utf8"}}]}""");
    byte[] data =
        Foreign.bytes(
            to -> {
              to.writeString("not this");
              to.writeString("v1");
            });
    assertThat(Foreign.decode(writer, Prediction.class, data).getCheckpointId()).isEqualTo("v1");
  }

  @Test
  void wideSchemasAreResolvedInTime() {
    var union = SchemaBuilder.unionOf().nullType();
    for (int i = 0; i < 300; i++) {
      union =
          union
              .and()
              .record("R" + i)
              .fields()
              .requiredString("id")
              .requiredString("title")
              .endRecord();
    }
    byte[] data =
        Foreign.bytes(
            to -> {
              to.writeIndex(200);
              idAndTitle(to);
            });
    assertThat(Foreign.decode(union.endUnion(), Article.class, data).getId()).isEqualTo("a-1");
  }

  /** Whether they are refused or not: half the stack that a thread has is enough. */
  @ParameterizedTest
  @ValueSource(ints = {60, 200, 249, 300, 900, 5_000})
  void chainsOfRecordsFitTheStack(int length) throws InterruptedException {
    Schema chain = Schema.create(Schema.Type.INT);
    for (int i = 0; i < length; i++) {
      chain =
          SchemaBuilder.record("R" + i)
              .fields()
              .name("f")
              .type(SchemaBuilder.unionOf().nullType().and().type(chain).endUnion())
              .noDefault()
              .endRecord();
    }
    Schema writer = Foreign.articleWith(chain);
    Throwable[] thrown = new Throwable[1];
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                Foreign.article(
                    writer,
                    to -> {
                      to.writeIndex(0);
                      idAndTitle(to);
                    });
              } catch (UnusableSchemaException | SerializationException e) {
                // Fits, and is refused.
              } catch (Throwable e) {
                thrown[0] = e;
              }
            },
            "half a stack",
            512 << 10);
    thread.start();
    thread.join();
    assertThat(thrown[0]).isNull();
  }

  /** Record 0 has two fields of type record 1, and so on: bytes it has none. */
  private static Schema doubling(int levels) {
    Schema record = SchemaBuilder.record("D" + levels).fields().endRecord();
    for (int i = levels - 1; i >= 0; i--) {
      record =
          SchemaBuilder.record("D" + i)
              .fields()
              .name("a")
              .type(record)
              .noDefault()
              .name("b")
              .type(record)
              .noDefault()
              .endRecord();
    }
    return record;
  }

  private static void list(BinaryEncoder to, int length) throws IOException {
    for (int i = 0; i < length; i++) {
      to.writeIndex(1);
    }
    to.writeIndex(0);
    idAndTitle(to);
  }

  private static void idAndTitle(BinaryEncoder to) throws IOException {
    to.writeString("a-1");
    to.writeString("News");
  }

  private static void assertRefused(Schema writer, Foreign.Writing writing, String reason) {
    assertRefused(Foreign.compiled(writer).decoder(Article.class), Foreign.bytes(writing), reason);
  }

  private static void assertRefused(RecordDecoder<?> decoder, byte[] data, String reason) {
    assertThatThrownBy(() -> decoder.decode(data))
        .isInstanceOf(SerializationException.class)
        .satisfies(e -> assertThat(RegistryErrors.isTransient(e)).isFalse())
        .hasMessageContaining(reason);
  }
}
