package dev.newsdesk.stream.replay;

import dev.newsdesk.stream.replay.offline.LabelledArticle;
import dev.newsdesk.stream.replay.offline.LabelledArticles;
import java.util.List;
import java.util.stream.IntStream;

/** Labelled articles that {@link FakeModel} can tell the category of. */
public final class Rows {

  private Rows() {}

  /** Makes so many, of all categories in turn; the model is right about all but every fifth. */
  public static LabelledArticles of(int count) {
    List<LabelledArticle> articles =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  int answer = (i % 5 == 4 ? i + 1 : i) % FakeModel.LABELS.size();
                  return new LabelledArticle(
                      i % FakeModel.LABELS.size(),
                      "Article " + i + " is about:" + FakeModel.LABELS.get(answer),
                      "");
                })
            .toList();
    return articles::forEach;
  }
}
