package dev.newsdesk.stream.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.Arrival;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.replay.comparison.Comparison;
import dev.newsdesk.stream.replay.comparison.Difference;
import dev.newsdesk.stream.replay.comparison.Returns;
import dev.newsdesk.stream.replay.comparison.Roster;
import dev.newsdesk.stream.replay.comparison.RunId;
import dev.newsdesk.stream.replay.offline.OfflineAnswers;
import dev.newsdesk.stream.replay.offline.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ARTICLES = 100;

  private final FakeTicker ticker = new FakeTicker();
  private final FakeModel model = new FakeModel(true);
  private final Selection selection = new Selection(Rows.of(ARTICLES), null, Integer.MAX_VALUE);
  private final Roster roster = new Roster(new RunId("run"), "fake");
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Progress> shown = new ArrayList<>();
  private LabelOrder labels = LabelOrder.AFTER;
  private Duration delay = Duration.ZERO;

  @Test
  void everyArticleOnceAndOnlineEqualsOffline() {
    Replay replay = replay(transport(article -> List.of(honest(article))));
    replay.run(shown::add);
    Comparison comparison = roster.compare();
    assertThat(comparison.isExact()).isTrue();
    assertThat(comparison.rightOnline()).isEqualTo(80).isEqualTo(comparison.rightOffline());
    assertThat(replay.progress()).isEqualTo(new Progress(100, 100, 100, 100));
    assertThat(shown).last().isEqualTo(replay.progress());
  }

  @Test
  void anArticleThatIsLostIsMissedWhenThePatienceIsOver() {
    Replay replay =
        replay(
            transport(
                article -> article.getId().equals("run-7") ? List.of() : List.of(honest(article))));
    long begun = ticker.nanos();
    replay.run(shown::add);
    assertThat(roster.compare().lost()).containsExactly("run-7");
    assertThat(roster.compare().isExact()).isFalse();
    assertThat(Duration.ofNanos(ticker.nanos() - begun)).isGreaterThan(PATIENCE);
    assertThat(replay.answeringTime()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aCopyThatComesAfterEverythingElseIsFound() {
    FakeTransport transport = transport(article -> List.of(honest(article)));
    Transport repeating =
        new Forwarding(transport) {
          private int quietPolls;

          @Override
          public List<Arrival> poll(Duration timeout) {
            List<Arrival> arrivals = super.poll(timeout);
            quietPolls += arrivals.isEmpty() && roster.arrived() == ARTICLES ? 1 : 0;
            return quietPolls == 1 ? List.of(Returns.labelled("run-9", "World", "fake")) : arrivals;
          }
        };
    replay(repeating).run(shown::add);
    assertThat(roster.compare().repeated())
        .extracting(Comparison.Repetition::id)
        .containsExactly("run-9");
  }

  @Test
  void aDifferenceAndADeadLetterAreFound() {
    replay(
            transport(
                article ->
                    switch (article.getId()) {
                      case "run-1" -> List.of(Returns.labelled("run-1", "Sports", "fake"));
                      case "run-2" -> List.of(Returns.dead("run-2"));
                      default -> List.of(honest(article));
                    }))
        .run(shown::add);
    assertThat(roster.compare().differences())
        .containsExactly(new Difference("run-1", "Sports", "World", null));
    assertThat(roster.compare().deadLetters())
        .containsExactly(new Comparison.DeadLetter("run-2", "EMPTY"));
  }

  @Test
  void anotherCheckpointEndsItAndNothingIsSentAnyMore() {
    delay = Duration.ofDays(300);
    FakeTransport transport =
        transport(article -> List.of(Returns.labelled(article.getId(), "World", "another")));
    Replay replay = replay(transport);
    assertThatThrownBy(() -> replay.run(shown::add))
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith("The app serves checkpoint another, ");
    assertThat(transport.events()).noneMatch(event -> event.contains("="));
  }

  @Test
  void whatCannotBeSentIsToldAsItIs() {
    Transport broken =
        new Forwarding(transport(article -> List.of())) {
          @Override
          public void send(Article article) {
            throw new ClientException("An article could not be sent: start Kafka.");
          }
        };
    assertThatThrownBy(() -> replay(broken).run(shown::add))
        .isInstanceOf(ClientException.class)
        .hasMessage("An article could not be sent: start Kafka.");
  }

  @Test
  void aStopEndsTheWaitingForLabelsToo() {
    delay = Duration.ofDays(300);
    Replay replay = replay(transport(article -> List.of(honest(article))));
    replay.run(
        progress -> {
          shown.add(progress);
          stopped.set(progress.arrived() == ARTICLES);
        });
    assertThat(replay.progress()).isEqualTo(new Progress(100, 100, 0, 100));
  }

  @Test
  void labelsFirstAreAllWithTheBrokersBeforeTheFirstArticle() {
    labels = LabelOrder.FIRST;
    FakeTransport transport = transport(article -> List.of(honest(article)));
    replay(transport).run(shown::add);
    List<String> events = transport.events();
    assertThat(events).hasSize(202);
    assertThat(events.subList(0, 100)).allMatch(event -> event.contains("="));
    assertThat(events.get(100)).endsWith("flush");
    assertThat(events.subList(101, 201)).noneMatch(event -> event.contains("="));
  }

  private Arrival honest(Article article) {
    String category = model.classify(List.of(article.getTitle())).get(0);
    return Returns.labelled(article.getId(), category, "fake");
  }

  private FakeTransport transport(Function<Article, List<Arrival>> app) {
    return new FakeTransport(ticker, app);
  }

  private Replay replay(Transport transport) {
    new OfflineAnswers(selection, model)
        .forEach((row, truth, answer) -> roster.add(row, truth, truth, answer), () -> false);
    ReplayPlan plan = new ReplayPlan(Double.POSITIVE_INFINITY, labels, delay, 1, PATIENCE);
    return new Replay(plan, selection, roster, transport, ticker, stopped::get);
  }
}
