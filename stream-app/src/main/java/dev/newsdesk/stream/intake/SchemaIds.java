package dev.newsdesk.stream.intake;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds the schema id in Confluent's wire format. */
public final class SchemaIds {

  /** What {@link #of} returns for bytes that name no schema; no registry gives it. */
  public static final int NONE = 0;

  private static final int PREFIX_BYTES = 5;

  private SchemaIds() {}

  /** Returns the id, or {@link #NONE}: such a record need not wait to be refused. */
  public static int of(byte @Nullable [] value) {
    if (value == null || value.length < PREFIX_BYTES || value[0] != 0) {
      return NONE;
    }
    int id = ByteBuffer.wrap(value, 1, PREFIX_BYTES - 1).getInt();
    return Math.max(NONE, id);
  }
}
