package dev.newsdesk.stream.replay;

import static dev.newsdesk.stream.Articles.article;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchTest {

  private final FakeTicker ticker = new FakeTicker();
  private final FakeTransport transport = new FakeTransport(ticker, article -> List.of());
  private boolean stopped;

  @Test
  void articlesComeAtThePaceAndEachLabelRightAfterItsArticle() {
    Dispatch dispatch = dispatch(10, LabelOrder.AFTER, Duration.ZERO, 1);
    send(dispatch, 3);
    assertThat(transport.events())
        .containsExactly(
            "0 a1", "0 a1=World", "100 a2", "100 a2=World", "200 a3", "200 a3=World", "200 flush");
    assertThat(dispatch.articles()).isEqualTo(3);
    assertThat(dispatch.labels()).isEqualTo(3);
  }

  @Test
  void aDelayedLabelComesWhenItIsDueWhateverTheArticlesDo() {
    send(dispatch(10, LabelOrder.AFTER, Duration.ofMillis(150), 1), 3);
    assertThat(transport.events())
        .containsExactly(
            "0 a1",
            "100 a2",
            "150 a1=World",
            "200 a3",
            "250 a2=World",
            "350 a3=World",
            "350 flush");
  }

  @Test
  void flatOutTheLabelsComeTenMinutesLaterAllTheSame() {
    send(dispatch(Double.POSITIVE_INFINITY, LabelOrder.AFTER, Duration.ofMinutes(10), 1), 2);
    assertThat(transport.events())
        .containsExactly("0 a1", "0 a2", "600000 a1=World", "600000 a2=World", "600000 flush");
  }

  @Test
  void aRepeatedLabelComesThatOften() {
    Dispatch dispatch = dispatch(10, LabelOrder.AFTER, Duration.ZERO, 2);
    send(dispatch, 1);
    assertThat(transport.events()).containsExactly("0 a1", "0 a1=World", "0 a1=World", "0 flush");
    assertThat(dispatch.labels()).isEqualTo(2);
  }

  @Test
  void withoutLabelsThereAreNone() {
    send(dispatch(10, LabelOrder.NONE, Duration.ZERO, 1), 2);
    assertThat(transport.events()).containsExactly("0 a1", "100 a2", "100 flush");
  }

  @Test
  void whenItIsStoppedNothingMoreIsSentAndNothingIsWaitedFor() {
    Dispatch dispatch = dispatch(0.001, LabelOrder.AFTER, Duration.ofMinutes(10), 1);
    dispatch.send(article("a1", "T"), "World");
    stopped = true;
    dispatch.send(article("a2", "T"), "World");
    dispatch.sendLabel("a3", "World");
    dispatch.finish();
    assertThat(transport.events()).containsExactly("0 a1", "0 flush");
    assertThat(dispatch.articles()).isEqualTo(1);
    assertThat(dispatch.labels()).isZero();
  }

  private Dispatch dispatch(double rate, LabelOrder order, Duration delay, int repeats) {
    ReplayPlan plan = new ReplayPlan(rate, order, delay, repeats, Duration.ZERO);
    return new Dispatch(plan, transport, ticker, () -> stopped);
  }

  private static void send(Dispatch dispatch, int count) {
    for (int i = 1; i <= count; i++) {
      dispatch.send(article("a" + i, "T"), "World");
    }
    dispatch.finish();
  }
}
