package dev.newsdesk.stream.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.newsdesk.stream.replay.Counted;
import dev.newsdesk.stream.replay.ReplaySummary;
import dev.newsdesk.stream.replay.comparison.Comparison;

/**
 * Tells programs how a replay went: one JSON object on one line, in ASCII. An accuracy of nothing
 * is null.
 */
public final class ReplayJson {

  private static final double NANOS = 1e9;

  private final JsonMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /** Returns the object. */
  public String line(ReplaySummary summary) {
    Comparison comparison = summary.comparison();
    ObjectNode object =
        json.createObjectNode()
            .put("run", summary.run())
            .put("checkpoint", summary.checkpoint())
            .put("batchInvariant", summary.batchInvariant())
            .put("exact", summary.isExact())
            .put("articles", comparison.articles())
            .put("rejected", comparison.rejected())
            .put("articlesSent", summary.reached().articlesSent())
            .put("labelsSent", summary.reached().labelsSent())
            .put("wrongLabels", comparison.wrongLabels())
            .put("seed", summary.seed())
            .put("arrived", summary.reached().arrived())
            .put("sendingSeconds", summary.sending().toNanos() / NANOS)
            .put("answeringSeconds", summary.answering().toNanos() / NANOS);
    addShare(object, "online", comparison.rightOnline(), comparison.labelled());
    addShare(object, "offline", comparison.rightOffline(), comparison.classifiable());
    addShare(object, "bySentLabels", comparison.rightBySentLabels(), comparison.labelled());
    Counted counted = summary.counted();
    if (counted == null) {
      object.putNull("countedByApp");
    } else {
      addShare(object, "countedByApp", counted.right(), counted.labelled());
    }
    addFaults(object, comparison);
    try {
      return json.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers is always JSON.", e);
    }
  }

  private static void addShare(ObjectNode object, String name, long right, long of) {
    object
        .putObject(name)
        .put("right", right)
        .put("of", of)
        .put("accuracy", of == 0 ? null : (Double) ((double) right / of));
  }

  private static void addFaults(ObjectNode object, Comparison comparison) {
    ArrayNode differing = object.putArray("differing");
    comparison
        .differences()
        .forEach(
            one ->
                differing
                    .addObject()
                    .put("id", one.id())
                    .put("online", one.online())
                    .put("offline", one.offline())
                    .put("paddedTo", one.paddedTo()));
    ArrayNode deadLetters = object.putArray("deadLetters");
    comparison
        .deadLetters()
        .forEach(one -> deadLetters.addObject().put("id", one.id()).put("cause", one.cause()));
    ArrayNode lost = object.putArray("lost");
    comparison.lost().forEach(lost::add);
    ArrayNode repeated = object.putArray("repeated");
    comparison
        .repeated()
        .forEach(one -> repeated.addObject().put("id", one.id()).put("times", one.times()));
    object.put("unexpected", comparison.unexpected());
  }
}
