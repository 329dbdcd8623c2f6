package dev.newsdesk.schemas;

import org.apache.avro.SystemLimitException;

/**
 * Bounds what Avro allocates for a length that a record claims, before it looks whether there is as
 * much: by default two gigabytes, for which a record of ten bytes is enough to end the JVM.
 *
 * <p>Avro reads these system properties once; one that is set already stands.
 */
final class LengthLimits {
  /** As much as the largest article that any setting lets in. */
  private static final String LONGEST = "100000000";

  private static final String MOST_ITEMS = "1000000";

  private LengthLimits() {}

  static void declare() {
    setIfAbsent(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, LONGEST);
    setIfAbsent(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, LONGEST);
    setIfAbsent(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, MOST_ITEMS);
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
