package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingSerdeTest {

  private final Serde<Standing> serde = StandingSerde.serde();

  @ParameterizedTest
  @EnumSource(Standing.State.class)
  void readsWhatItWrote(Standing.State state) {
    Standing standing = new Standing(state, 1_795_435_200_123L, "Kultur & Küche", "gru-1");
    byte[] bytes = serde.serializer().serialize("any", standing);
    assertThat(serde.deserializer().deserialize("any", bytes)).isEqualTo(standing);
  }

  @Test
  void anotherVersionsBytesAreNotMisread() {
    byte[] bytes = serde.serializer().serialize("any", Standing.labelled("World", 5));
    bytes[0]++;
    assertThatThrownBy(() -> serde.deserializer().deserialize("any", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "The store of labels and predictions is of version 2: run the version of Newsdesk that"
                + " wrote it, or another application.id.");
  }

  @Test
  void nothingStaysNothing() {
    assertThat(serde.serializer().serialize("any", null)).isNull();
    assertThat(serde.deserializer().deserialize("any", null)).isNull();
  }
}
