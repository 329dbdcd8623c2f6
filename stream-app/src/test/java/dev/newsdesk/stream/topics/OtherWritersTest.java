package dev.newsdesk.stream.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;

class OtherWritersTest {

  private static final String PROCESS = "-0b2f0a2e-5d0b-4d4c-8a54-97b1d4a3c7aa-";

  private final OtherWriters writers = new OtherWriters("newsdesk", Duration.ofSeconds(1));

  @Test
  void anAppOfAnotherIdThatWritesToTheTopicsIsFoundOnce() {
    assertThat(
            writers.others(
                List.of(
                    transaction("newsdesk" + PROCESS + "1", 1),
                    transaction("newsdesk-2" + PROCESS + "1", 2),
                    transaction("newsdesk-2" + PROCESS + "12", 3)),
                Map.of(
                    1L,
                    "news.category.world",
                    2L,
                    "news.category.world",
                    3L,
                    "news.category.world")))
        .containsExactly(Map.entry("newsdesk-2", "news.category.world"));
  }

  @Test
  void whoWritesElsewhereIsNoOther() {
    assertThat(
            writers.others(
                List.of(transaction("elsewhere" + PROCESS + "1", 7)),
                Map.of(1L, "news.category.world")))
        .isEmpty();
  }

  @Test
  void aWriterThatIsNoKafkaStreamsAppIsFoundByItsWholeName() {
    assertThat(
            writers.others(List.of(transaction("importer", 7)), Map.of(7L, "news.category.world")))
        .containsOnlyKeys("importer");
  }

  private static TransactionListing transaction(String id, long producer) {
    return new TransactionListing(id, producer, TransactionState.COMPLETE_COMMIT);
  }
}
