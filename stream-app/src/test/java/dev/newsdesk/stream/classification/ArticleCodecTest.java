package dev.newsdesk.stream.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.internal.PendingArticle;
import dev.newsdesk.schemas.AvroSerdes;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.Articles;
import dev.newsdesk.stream.FakeRegistry;
import dev.newsdesk.stream.LookedUpSchemas;
import dev.newsdesk.stream.intake.WriterSchemas;
import dev.newsdesk.stream.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleCodecTest {

  private static final int MAX_BYTES = 500;

  private final FakeRegistry registry = new FakeRegistry();
  private final SchemaRegistry schemas = SchemaRegistry.connect(registry.settings());
  private final Map<Integer, String> refusals = new HashMap<>();
  private final WriterSchemas resolved =
      new WriterSchemas() {
        @Override
        public boolean isSettled(int id) {
          return refusals.containsKey(id) || new LookedUpSchemas(schemas).isSettled(id);
        }

        @Override
        public Optional<String> refusal(int id) {
          return Optional.ofNullable(refusals.get(id));
        }
      };
  private final ArticleCodec codec =
      new ArticleCodec(schemas, resolved, new Topics("news"), MAX_BYTES);

  @AfterEach
  void close() {
    codec.close();
    registry.close();
  }

  @Test
  void anArticleIsReadAsItWasWrittenAsOftenAsAsked() {
    Article article = Articles.article("a", "Title");
    PendingArticle pending = pending(Articles.bytes(article, registry.settings()));
    assertThat(codec.decode(pending)).isEqualTo(article);
    assertThat(codec.decode(pending)).isEqualTo(article);
  }

  @Test
  void anArticleOfAnOlderSchemaIsReadWithTheDefaults() {
    int id =
        registry.register(
            """
            {"type": "record", "name": "Article", "namespace": "dev.newsdesk", "fields": [
              {"name": "id", "type": "string"},
              {"name": "title", "type": "string"}]}""");
    assertThat(codec.decode(written(id, "a", "Title"))).isEqualTo(Articles.article("a", "Title"));
  }

  @Test
  void anArticleOfANewerSchemaIsReadWithoutWhatIsUnknownHere() {
    int id =
        registry.register(
            """
            {"type": "record", "name": "Article", "namespace": "dev.newsdesk", "fields": [
              {"name": "language", "type": "string", "default": "en"},
              {"name": "title", "type": "string"},
              {"name": "id", "type": "string"},
              {"name": "body", "type": "string", "default": ""}]}""");
    assertThat(codec.decode(written(id, "en", "Title", "a", "Body")))
        .isEqualTo(Articles.article("a", "Title"));
  }

  @Test
  void anArticleOfAnIncompatibleSchemaIsRefused() {
    int id =
        registry.register(
            """
            {"type": "record", "name": "Article", "namespace": "dev.newsdesk", "fields": [
              {"name": "headline", "type": "string"}]}""");
    assertRejected(written(id, "Title"), RejectionCause.UNDECODABLE);
  }

  @Test
  void aSchemaThatHoldsNothingIsRefused() {
    assertRejected(written(registry.register("\"null\"")), RejectionCause.UNDECODABLE);
  }

  @Test
  void theRefusalIsOneSentence() {
    assertRejected(pending(new byte[] {9, 9, 9, 9, 9, 9}), RejectionCause.UNDECODABLE)
        .hasMessage(
            "The value is no Article in Confluent's wire format (The magic byte is 9, not 0):"
                + " send it with Confluent's Avro serializer.");
    assertRejected(pending(null), RejectionCause.EMPTY)
        .hasMessage("The record has no value: send an Article.");
    assertRejected(
            pending(Articles.bytes(Articles.article("a", " "), registry.settings())),
            RejectionCause.EMPTY)
        .hasMessage("The article has neither title nor description: send at least one of them.");
  }

  /** Each was labelled Sci/Tech at 73 %: a network answers something whatever it is asked. */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u00a0", "\u200b", "...", "\u2014 \u201c\u201d", "\ud83d\ude00", "\u3164"})
  void aTextWithoutALetterOrDigitIsNoArticle(String text) {
    for (Article article : List.of(article(text, "!"), article("!", text))) {
      assertRejected(pending(Articles.bytes(article, registry.settings())), RejectionCause.EMPTY)
          .hasMessage(
              "The article has no letter or digit in title and description: send its words.");
    }
    PendingArticle withWord = pending(Articles.bytes(article(text, "\u77f3"), registry.settings()));
    assertThatCode(() -> codec.decode(withWord)).doesNotThrowAnyException();
  }

  private static Article article(String title, String description) {
    return Article.newBuilder().setId("a").setTitle(title).setDescription(description).build();
  }

  @Test
  void sizesAreBoundedInclusively() {
    int framing = (int) RecordSize.bytes(pending(new byte[MAX_BYTES])) - MAX_BYTES;
    codec.requireAcceptable(pending(new byte[MAX_BYTES - framing]));
    assertThatThrownBy(() -> codec.requireAcceptable(pending(new byte[MAX_BYTES - framing + 1])))
        .isInstanceOf(ArticleRejectedException.class)
        .hasMessage(
            "The record has 501 bytes and article.max.bytes is 500: send a shorter article"
                + " or raise the limit.");
  }

  @Test
  void aRegistryThatIsAwayIsNeverTheArticlesFault() {
    PendingArticle pending =
        pending(Articles.bytes(Articles.article("a", "Title"), registry.settings()));
    registry.away(true);
    assertThatThrownBy(() -> codec.decode(pending)).isInstanceOf(SchemaPendingException.class);
    assertThatThrownBy(() -> codec.encode(classified("Title")))
        .isInstanceOf(RegistryUnavailableException.class);
    registry.away(false);
    assertThat(codec.decode(pending).getId()).isEqualTo("a");
  }

  @Test
  void anArticleWhoseSchemaWasGivenUpIsRefusedWithThatSentence() {
    PendingArticle pending = written(999, "Title");
    refusals.put(999, "The registry has not given schema id 999.");
    assertRejected(pending, RejectionCause.UNDECODABLE)
        .hasMessage("The registry has not given schema id 999.");
    refusals.clear();
  }

  @Test
  void aLabelledArticleIsWrittenForItsTopic() {
    byte[] bytes = codec.encode(classified("Title")).get();
    try (var values = AvroSerdes.deserializer(ClassifiedArticle.class, registry.settings())) {
      assertThat(values.deserialize("news.category.sports", bytes)).isEqualTo(classified("Title"));
    }
  }

  @Test
  void aLabelledArticleThatCameOutTooLargeIsRefused() {
    assertThatThrownBy(() -> codec.encode(classified("x".repeat(MAX_BYTES))))
        .isInstanceOf(ArticleRejectedException.class)
        .hasMessageMatching(
            "The classified article has \\d+ bytes and article.max.bytes is 500: .*");
  }

  private AbstractThrowableAssert<?, ?> assertRejected(
      PendingArticle record, RejectionCause cause) {
    return assertThatThrownBy(() -> codec.decode(record))
        .isInstanceOfSatisfying(
            ArticleRejectedException.class, e -> assertThat(e.rejectionCause()).isEqualTo(cause));
  }

  private static PendingArticle pending(byte @Nullable [] value) {
    return Articles.pending(0, value);
  }

  /** Writes strings as another program does, whose schema has nothing but strings. */
  private static PendingArticle written(int schemaId, String... strings) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(schemaId).array());
    for (String string : strings) {
      byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
      // Avro's zigzag of a length below 64.
      bytes.write(utf8.length * 2);
      bytes.writeBytes(utf8);
    }
    return pending(bytes.toByteArray());
  }

  private static ClassifiedArticle classified(String title) {
    return ClassifiedArticle.newBuilder()
        .setArticle(Articles.article("a", title))
        .setCategory("Sports")
        .setConfidence(1)
        .setProbabilities(Map.of("Sports", 1.0))
        .setCheckpointId("checkpoint-1")
        .setClassifiedAt(Instant.EPOCH)
        .build();
  }
}
