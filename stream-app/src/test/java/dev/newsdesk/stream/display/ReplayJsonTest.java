package dev.newsdesk.stream.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayJsonTest {

  @Test
  void anExactReplay() {
    assertThat(new ReplayJson().line(ReplaySummaries.exact()))
        .isEqualTo(
            "{\"run\":\"r\",\"checkpoint\":\"gru\",\"batchInvariant\":true,\"exact\":true,"
                + "\"articles\":7600,\"rejected\":0,\"articlesSent\":7600,\"labelsSent\":7600,\"wrongLabels\":0,"
                + "\"seed\":42,\"arrived\":7600,\"sendingSeconds\":8.0,\"answeringSeconds\":10.0,"
                + "\"online\":{\"right\":6929,\"of\":7600,\"accuracy\":0.911710526315789"
                + "5},\"offline\":{\"right\":6929,\"of\":7600,\"accuracy\":0.9117105263157895},"
                + "\"bySentLabels\":{\"right\":6929,\"of\":7600,\"accuracy\":0.9117105263157895},"
                + "\"countedByApp\":null,"
                + "\"differing\":[],\"deadLetters\":[],\"lost\":[],\"repeated\":[],"
                + "\"unexpected\":0}");
  }

  @Test
  void whateverIsNotAsItMustBe() {
    assertThat(new ReplayJson().line(ReplaySummaries.faulty()))
        .contains(
            "\"exact\":false",
            "\"differing\":[{\"id\":\"r-1\",\"online\":\"Sports\",\"offline\":\"World\","
                + "\"paddedTo\":null},{\"id\":\"r-2\",\"online\":\"Sci/Tech\",\"offline\":\"World\","
                + "\"paddedTo\":61}]",
            "\"deadLetters\":[{\"id\":\"r-3\",\"cause\":\"EMPTY\"}]",
            "\"lost\":[\"r-4\"]",
            "\"repeated\":[{\"id\":\"r-5\",\"times\":2}]",
            "\"unexpected\":1");
  }

  @Test
  void whatTheAppCountsStandsBesideIt() {
    assertThat(new ReplayJson().line(ReplaySummaries.counted(7_600, 6_080)))
        .contains(
            "\"countedByApp\":{\"right\":6080,\"of\":7600,\"accuracy\":0.8}", "\"exact\":false");
  }

  @Test
  void anAccuracyOfNothingIsNull() {
    assertThat(new ReplayJson().line(ReplaySummaries.silent()))
        .contains("\"online\":{\"right\":0,\"of\":0,\"accuracy\":null}");
  }
}
