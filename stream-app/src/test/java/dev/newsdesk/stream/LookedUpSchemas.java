package dev.newsdesk.stream;

import dev.newsdesk.schemas.SchemaLookup;
import dev.newsdesk.schemas.SchemaRegistry;
import dev.newsdesk.stream.intake.WriterSchemas;
import java.util.Optional;

/**
 * Looks schemas up when it is asked, as no stream thread may.
 *
 * @param registry where
 */
public record LookedUpSchemas(SchemaRegistry registry) implements WriterSchemas {

  @Override
  public boolean isSettled(int id) {
    return !(registry.lookup(id) instanceof SchemaLookup.Unavailable)
        || registry.answers().isEmpty();
  }

  @Override
  public Optional<String> refusal(int id) {
    return Optional.empty();
  }
}
