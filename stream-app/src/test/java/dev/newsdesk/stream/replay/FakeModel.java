package dev.newsdesk.stream.replay;

import dev.newsdesk.stream.replay.offline.LocalModel;
import java.util.ArrayList;
import java.util.List;

/** Answers with what follows the text's last colon. Titles hold one, descriptions do not. */
public final class FakeModel implements LocalModel {

  /** Its categories. */
  public static final List<String> LABELS = List.of("World", "Sports", "Business", "Sci/Tech");

  private final boolean batchInvariant;
  private final List<Integer> batches = new ArrayList<>();
  private final List<Integer> tried = new ArrayList<>();

  /** Makes a model; one that is not batch-invariant says Sports from 20 ids on. */
  public FakeModel(boolean batchInvariant) {
    this.batchInvariant = batchInvariant;
  }

  @Override
  public String id() {
    return "fake";
  }

  @Override
  public List<String> labels() {
    return LABELS;
  }

  @Override
  public boolean isBatchInvariant() {
    return batchInvariant;
  }

  @Override
  public List<String> classify(List<String> texts) {
    batches.add(texts.size());
    return texts.stream().map(text -> text.substring(text.lastIndexOf(':') + 1).strip()).toList();
  }

  @Override
  public int maxLength() {
    return 30;
  }

  @Override
  public int length(String text) {
    return 10;
  }

  @Override
  public String classifyPadded(String text, int length) {
    tried.add(length);
    return length >= 20 ? "Sports" : classify(List.of(text)).get(0);
  }

  /** Returns the sizes of the batches it was asked about. */
  public List<Integer> batches() {
    return batches;
  }

  /** Returns the lengths it was asked to pad to. */
  public List<Integer> tried() {
    return tried;
  }
}
