package dev.newsdesk.schemas;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro load Newsdesk's generated records by the names that schemas give.
 *
 * <p>Since 1.12.2 Avro refuses every class that nobody declared trustworthy, because a schema, and
 * whoever can write to the registry, could otherwise name any class there is. The declaration is
 * Avro's and holds for the whole JVM.
 */
final class TrustedRecords {
  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), TrustedRecords::isNewsdesks));
  }

  private TrustedRecords() {}

  /** Has an effect the first time only. */
  static void declare() {
    // The work is in the static initializer, which the JVM runs once however many threads call.
  }

  private static boolean isNewsdesks(Class<?> type) {
    return SpecificRecordBase.class.isAssignableFrom(type)
        && (type.getPackageName() + ".").startsWith("dev.newsdesk.");
  }
}
