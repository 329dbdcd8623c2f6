package dev.newsdesk.stream.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayTextTest {

  @Test
  void anExactReplayIsFourFiguresAndAVerdict() {
    assertThat(new ReplayText(ReplaySummaries.exact()).lines())
        .containsExactly(
            "  sent          7,600 articles and 7,600 labels in 8.0 s (950 articles/s)",
            "  came back     7,600 of 7,600 in 10.0 s (760 articles/s)",
            "  online        91.17 %, 6,929 of 7,600 right",
            "  offline       91.17 %, 6,929 of 7,600 right",
            "Every article came back once, and online equals offline, article for article.");
  }

  @Test
  void whateverIsNotAsItMustBeIsListed() {
    assertThat(new ReplayText(ReplaySummaries.faulty()).lines())
        .containsExactly(
            "  sent          7,600 articles and 7,600 labels in 8.0 s (950 articles/s)",
            "  came back     7,599 of 7,600 in 10.0 s (760 articles/s)",
            "  online        91.18 %, 6,928 of 7,598 right",
            "  offline       91.17 %, 6,929 of 7,600 right",
            "  by the labels 65.81 %, 5,000 of 7,598 right; 2,280 labels sent are wrong on purpose"
                + " (seed 42)",
            "  differs       r-1  Sports online, World offline",
            "  differs       r-2  Sci/Tech online, World offline; Sci/Tech offline, too, when"
                + " padded to 61",
            "  dead letter   r-3  EMPTY",
            "  lost          r-4",
            "  repeated      r-5  2 times",
            "  unexpected    1 under ids of this replay that it has not sent",
            "Online is NOT as offline: 2 differ, 1 are dead letters, 1 lost, 2 repeated.");
  }

  @Test
  void differencesThatPaddingExplainsAreNoFault() {
    assertThat(new ReplayText(ReplaySummaries.padded()).lines())
        .last()
        .asString()
        .isEqualTo(
            "Every article came back once; online differs from offline where batches are padded to"
                + " other lengths, which this network reads.");
  }

  @Test
  void whatTheAppCountsStandsBesideIt() {
    assertThat(ReplaySummaries.counted(7_600, 6_929).isExact()).isTrue();
    assertThat(new ReplayText(ReplaySummaries.counted(7_600, 6_929)).lines())
        .containsSubsequence(
            "  offline       91.17 %, 6,929 of 7,600 right",
            "  by the app    91.17 %, 6,929 of 7,600 right",
            "Every article came back once, and online equals offline, article for article.");
  }

  @Test
  void whatTheAppCountsOtherwiseIsAFault() {
    assertThat(ReplaySummaries.counted(7_600, 6_928).isExact()).isFalse();
    assertThat(ReplaySummaries.counted(7_599, 6_929).isExact()).isFalse();
    assertThat(new ReplayText(ReplaySummaries.counted(0, 0)).lines())
        .contains("  by the app    no label has met its article")
        .last()
        .asString()
        .startsWith("The app has NOT counted what came back: others sent labels meanwhile, ");
  }

  @Test
  void withoutAnyAnswerThereIsNoAccuracy() {
    assertThat(new ReplayText(ReplaySummaries.silent()).lines())
        .contains(
            "  came back     0 of 1 in no time",
            "  online        none came back labelled",
            "  lost          r-1");
  }
}
