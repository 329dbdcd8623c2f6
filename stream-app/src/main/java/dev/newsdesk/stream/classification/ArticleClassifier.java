package dev.newsdesk.stream.classification;

import dev.newsdesk.Article;
import dev.newsdesk.ClassifiedArticle;
import dev.newsdesk.classifier.prediction.Prediction;
import dev.newsdesk.classifier.prediction.PredictionException;
import dev.newsdesk.classifier.text.TextEncoder;
import dev.newsdesk.internal.PendingArticle;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Labels a batch of raw records. Whatever is wrong with one of them, its batch-mates are labelled:
 * a batch that the network fails on is halved until the guilty article stands alone. Only a network
 * that fails on everything stops the app.
 *
 * <p>For one thread at a time.
 */
public final class ArticleClassifier implements AutoCloseable {

  private static final String PLAIN_TEXT = "Oil prices rise";

  private final ArticleCodec codec;
  private final Network network;
  private final String checkpointId;
  private final Clock clock;

  /** Labels with a network; codec and network are closed with this. */
  public ArticleClassifier(ArticleCodec codec, Network network, String checkpointId, Clock clock) {
    this.codec = codec;
    this.network = network;
    this.checkpointId = checkpointId;
    this.clock = clock;
  }

  /**
   * Returns one outcome a record, in order.
   *
   * @throws IllegalStateException when the network does not give one prediction a text
   * @throws SchemaPendingException when the schema of one of them is not resolved yet
   * @throws RegistryUnavailableException when the registry does not answer; try again later
   */
  public List<Outcome> classify(List<PendingArticle> records) {
    Outcome[] outcomes = new Outcome[records.size()];
    List<Decoded> decoded = new ArrayList<>();
    for (int position = 0; position < outcomes.length; position++) {
      try {
        decoded.add(new Decoded(position, codec.decode(records.get(position))));
      } catch (ArticleRejectedException e) {
        outcomes[position] = new Outcome.Rejected(e);
      }
    }
    label(decoded, outcomes);
    return List.of(outcomes);
  }

  /**
   * Refuses a record that need not wait for a batch.
   *
   * @throws ArticleRejectedException when it can never be classified
   */
  public void requireAcceptable(PendingArticle record) {
    codec.requireAcceptable(record);
  }

  private void label(List<Decoded> batch, Outcome[] outcomes) {
    if (batch.isEmpty()) {
      return;
    }
    List<Prediction> predictions;
    try {
      predictions = network.classify(batch.stream().map(Decoded::text).toList());
    } catch (PredictionException e) {
      if (batch.size() == 1) {
        requireSoundNetwork(e);
        outcomes[batch.get(0).position] =
            new Outcome.Rejected(
                new ArticleRejectedException(
                    RejectionCause.MODEL_FAILURE,
                    "The network fails on this article: look at its text and at the cause.",
                    e));
        return;
      }
      int middle = batch.size() / 2;
      label(batch.subList(0, middle), outcomes);
      label(batch.subList(middle, batch.size()), outcomes);
      return;
    }
    if (predictions.size() != batch.size()) {
      throw new IllegalStateException(
          "The network gave "
              + predictions.size()
              + " predictions for "
              + batch.size()
              + " texts, so none can be told whose it is.");
    }
    for (int i = 0; i < predictions.size(); i++) {
      Decoded item = batch.get(i);
      outcomes[item.position] = labelled(item.article, predictions.get(i));
    }
  }

  /** Tells an article that the network fails on from a network that fails on everything. */
  private void requireSoundNetwork(PredictionException failure) {
    try {
      var unused = network.classify(List.of(PLAIN_TEXT));
    } catch (PredictionException e) {
      e.addSuppressed(failure);
      throw new IllegalStateException(
          "The network fails on every text: look at the device and its memory, and start again.",
          e);
    }
  }

  private Outcome labelled(Article article, Prediction prediction) {
    // Avro keeps milliseconds; what the JVM's clock has beyond them would be lost silently.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ClassifiedArticle classified =
        ClassifiedArticle.newBuilder()
            .setArticle(article)
            .setCategory(prediction.label())
            .setConfidence(prediction.confidence())
            .setProbabilities(prediction.probabilities())
            .setCheckpointId(checkpointId)
            .setClassifiedAt(now)
            .build();
    try {
      return new Outcome.Classified(
          article.getId(),
          prediction.label(),
          prediction.confidence(),
          article.getTitle().isBlank() ? article.getDescription() : article.getTitle(),
          codec.encode(classified));
    } catch (ArticleRejectedException e) {
      return new Outcome.Rejected(e);
    }
  }

  @Override
  public void close() {
    network.close();
    codec.close();
  }

  /** Classifies texts. */
  public interface Network extends AutoCloseable {

    /**
     * Classifies texts, and answers in the order asked.
     *
     * @throws PredictionException when it fails on the batch
     */
    List<Prediction> classify(List<String> texts);

    @Override
    void close();
  }

  /** An article and its place in the batch. */
  private record Decoded(int position, Article article) {

    /** Returns the text as the networks were trained to see it. */
    String text() {
      return TextEncoder.text(article.getTitle(), article.getDescription());
    }
  }
}
