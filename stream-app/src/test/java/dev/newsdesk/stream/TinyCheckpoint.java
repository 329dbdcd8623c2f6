package dev.newsdesk.stream;

import dev.newsdesk.classifier.checkpoint.Checkpoint;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest.TextPipeline;
import dev.newsdesk.classifier.checkpoint.CheckpointManifest.Training;
import dev.newsdesk.classifier.checkpoint.CheckpointWriter;
import dev.newsdesk.classifier.checkpoint.GoldenSample;
import dev.newsdesk.classifier.network.Architecture;
import dev.newsdesk.classifier.network.Pooling;
import dev.newsdesk.classifier.network.RecurrentKind;
import dev.newsdesk.classifier.network.Weights;
import dev.newsdesk.classifier.text.Vocabulary;
import dev.newsdesk.classifier.text.WordTokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A sound checkpoint of the smallest network there is, with nothing but zeros in it. */
public final class TinyCheckpoint {

  private TinyCheckpoint() {}

  /** Writes it and returns its directory. */
  public static Path in(Path directory) {
    Vocabulary vocabulary = new Vocabulary(Vocabulary.SPECIAL_TOKENS);
    CheckpointManifest manifest = manifest();
    Path target = directory.resolve("checkpoint");
    // All its weights are 0, so it holds every label for as likely.
    double even = 1.0 / manifest.labels().size();
    List<GoldenSample> golden =
        List.of(
            new GoldenSample(
                "Oil", manifest.labels().stream().collect(Collectors.toMap(l -> l, l -> even))));
    CheckpointWriter.write(
        new Checkpoint(manifest, vocabulary, weights(vocabulary.size()), golden, "# tiny\n"),
        target);
    return target;
  }

  /** Returns what it says of itself. */
  public static CheckpointManifest manifest() {
    return new CheckpointManifest(
        Checkpoint.FORMAT_VERSION,
        "tiny",
        new Architecture(
            RecurrentKind.RNN, 1, false, 2, Pooling.MAX, 0, 0, Vocabulary.SPECIAL_TOKENS.size(), 4),
        new TextPipeline(WordTokenizer.NAME, 16, 25),
        FakeNetwork.LABELS,
        new Training("tiny", "none", 0, 0, 1, 42, Map.of()),
        null,
        null,
        Map.of());
  }

  /** In the layout of safetensors: the header's length, the header, then the numbers. */
  private static Weights weights(int words) {
    var header = new StringBuilder("{");
    int offset = 0;
    Object[][] tensors = {
      {"embedding.weight", words, 2},
      {"rnn.weight_ih_l0", 2, 2},
      {"rnn.weight_hh_l0", 2, 2},
      {"rnn.bias_ih_l0", 2},
      {"rnn.bias_hh_l0", 2},
      {"linear.weight", 2, 2},
      {"linear.bias", 2},
      {"projection.weight", 4, 2},
      {"projection.bias", 4},
    };
    for (Object[] tensor : tensors) {
      int rows = (int) tensor[1];
      int bytes = 4 * rows * (tensor.length == 3 ? (int) tensor[2] : 1);
      header
          .append(offset == 0 ? "" : ",")
          .append("\"%s\":{\"dtype\":\"F32\",".formatted(tensor[0]))
          .append("\"shape\":[%s],".formatted(tensor.length == 3 ? rows + ",2" : rows))
          .append("\"data_offsets\":[%d,%d]}".formatted(offset, offset + bytes));
      offset += bytes;
    }
    byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    return Weights.ofSafetensors(
        ByteBuffer.allocate(8 + json.length + offset)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array());
  }
}
