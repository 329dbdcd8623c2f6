package dev.newsdesk.stream.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Defines settings under one heading, in the order of the calls. */
final class KeyGroup {

  private final ConfigDef definition;
  private final String heading;
  private int count;

  KeyGroup(ConfigDef definition, String heading) {
    this.definition = definition;
    this.heading = heading;
  }

  /** Defines a setting and returns this group. */
  KeyGroup define(
      String name,
      ConfigDef.Type type,
      Object defaultValue,
      ConfigDef.Validator validator,
      Importance importance,
      String documentation) {
    count++;
    definition.define(
        name,
        type,
        defaultValue,
        validator,
        importance,
        documentation,
        heading,
        count,
        Width.MEDIUM,
        name);
    return this;
  }
}
