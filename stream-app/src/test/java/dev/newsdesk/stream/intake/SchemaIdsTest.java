package dev.newsdesk.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.schemas.WireFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SchemaIdsTest {

  @Property
  void theIdIsTheOneThatTheDecoderLooksUp(@ForAll @Size(max = 8) byte[] value) {
    int expected;
    try {
      expected = WireFormat.schemaId(value);
    } catch (SerializationException e) {
      expected = SchemaIds.NONE;
    }
    assertThat(SchemaIds.of(value)).isEqualTo(expected);
  }

  @Test
  void whatIsNotThereNamesNoSchema() {
    assertThat(SchemaIds.of(null)).isEqualTo(SchemaIds.NONE);
    assertThat(SchemaIds.of(new byte[] {0, 0, 0, 1, 2, 9})).isEqualTo(258);
    assertThat(SchemaIds.of(new byte[] {0, -1, 0, 1, 2})).isEqualTo(SchemaIds.NONE);
  }
}
