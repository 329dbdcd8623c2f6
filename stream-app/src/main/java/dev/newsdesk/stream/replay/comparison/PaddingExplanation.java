package dev.newsdesk.stream.replay.comparison;

import dev.newsdesk.stream.replay.offline.LabelledArticle;
import dev.newsdesk.stream.replay.offline.LocalModel;
import dev.newsdesk.stream.replay.offline.Selection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explains differences of a network that reads the padding, as the notebook's eight do: an article
 * is padded to its longest batch-mate, which is another one in the stream than outside. Each
 * difference is tried out; what no length brings about stays unexplained.
 */
public final class PaddingExplanation {

  private final Selection selection;
  private final LocalModel model;

  /** Explains by the articles' texts, which are read again. */
  public PaddingExplanation(Selection selection, LocalModel model) {
    this.selection = selection;
    this.model = model;
  }

  /** Returns the comparison with its differences explained where padding can explain them. */
  public Comparison explain(Comparison comparison, RunId run) {
    if (model.isBatchInvariant() || comparison.differences().isEmpty()) {
      return comparison;
    }
    Map<String, Difference> differences = new LinkedHashMap<>();
    comparison.differences().forEach(difference -> differences.put(difference.id(), difference));
    selection.forEach(
        (row, article) ->
            differences.computeIfPresent(
                run.articleId(row), (id, difference) -> explain(difference, article)));
    return comparison.withDifferences(List.copyOf(differences.values()));
  }

  private Difference explain(Difference difference, LabelledArticle article) {
    if (difference.offline() == null) {
      return difference;
    }
    return new Difference(
        difference.id(),
        difference.online(),
        difference.offline(),
        paddedTo(article.text(), difference.online()));
  }

  /** Returns the shortest length that makes a text come out so. */
  private @Nullable Integer paddedTo(String text, String category) {
    for (int length = model.length(text); length <= model.maxLength(); length++) {
      if (model.classifyPadded(text, length).equals(category)) {
        return length;
      }
    }
    return null;
  }
}
