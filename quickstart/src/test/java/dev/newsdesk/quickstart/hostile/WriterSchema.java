package dev.newsdesk.quickstart.hostile;

import org.apache.avro.Schema;

/**
 * A schema that a writer has registered.
 *
 * @param id its id in the registry
 * @param schema what was registered
 */
record WriterSchema(int id, Schema schema) {

  static WriterSchema register(Registrations registrations, Schema schema) {
    return new WriterSchema(registrations.register(schema.toString()), schema);
  }
}
