package dev.newsdesk.stream.secrets;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Settings for clients, passwords among them. It equals a map of the same entries, but its text
 * names the keys alone, and so does that of every record that holds it.
 */
public final class HiddenValues extends AbstractMap<String, String> {

  private final Map<String, String> values;

  private HiddenValues(Map<String, String> values) {
    this.values = values;
  }

  /** Copies the settings. */
  public static Map<String, String> copyOf(Map<String, String> settings) {
    return new HiddenValues(Map.copyOf(settings));
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return values.entrySet();
  }

  /** Is faster than the search that the superclass does. */
  @Override
  public @Nullable String get(Object key) {
    return values.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return values.containsKey(key);
  }

  @Override
  public String toString() {
    return new TreeSet<>(values.keySet()).toString();
  }
}
