package dev.newsdesk.stream.intake;

import dev.newsdesk.schemas.SchemaLookup;
import dev.newsdesk.schemas.SchemaRegistry;
import java.util.Optional;

/** What the gate asks of a schema registry; see {@link SchemaRegistry}. */
interface SchemaSource {

  /** Takes a process' connection. */
  static SchemaSource of(SchemaRegistry registry) {
    return new SchemaSource() {
      @Override
      public boolean isCached(int id) {
        return registry.cached(id).isPresent();
      }

      @Override
      public SchemaLookup lookup(int id) {
        return registry.lookup(id);
      }

      @Override
      public Optional<SchemaLookup.Unavailable> answers() {
        return registry.answers();
      }
    };
  }

  /** Tells whether it is known what the id leads to, without a request. */
  boolean isCached(int id);

  /** Asks once; blocks. */
  SchemaLookup lookup(int id);

  /** Asks for something else; blocks. Returns nothing when the registry answers. */
  Optional<SchemaLookup.Unavailable> answers();
}
