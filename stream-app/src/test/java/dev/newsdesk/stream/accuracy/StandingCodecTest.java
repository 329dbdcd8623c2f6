package dev.newsdesk.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StandingCodecTest {

  private static final long WINDOW = 1_795_435_200_000L;

  private final KeyValueStore<Integer, String> store =
      Names.builder("names").withLoggingDisabled().build();
  private StandingCodec codec;

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    codec = new StandingCodec(new Names(store));
  }

  @ParameterizedTest
  @EnumSource(Standing.State.class)
  void readsWhatItWrote(Standing.State state) {
    Standing standing = new Standing(state, WINDOW + 3_599_999, "Kultur & Küche", "gru-1");
    byte[] bytes = codec.bytes(standing, WINDOW);
    assertThat(codec.standing(bytes, WINDOW)).isEqualTo(standing);
  }

  @Test
  void takesEightBytesThoughNamesAreLong() {
    Standing standing = Standing.predicted("Business", "gru-max-f6736f0c", WINDOW + 3_599_999);
    assertThat(codec.bytes(standing, WINDOW)).hasSize(8);
  }

  @Test
  void namesAreKnownAfterARestart() {
    Standing one = Standing.predicted("World", "gru-1", WINDOW);
    Standing other = Standing.predicted("Sports", "gru-2", WINDOW + 1);
    byte[] before = codec.bytes(one, WINDOW);

    StandingCodec restarted = new StandingCodec(new Names(store));
    byte[] after = restarted.bytes(other, WINDOW);
    assertThat(restarted.standing(before, WINDOW)).isEqualTo(one);
    assertThat(restarted.standing(after, WINDOW)).isEqualTo(other);
  }

  @Test
  void anotherVersionsBytesAreNotMisread() {
    byte[] bytes = codec.bytes(Standing.labelled("World", WINDOW), WINDOW);
    bytes[0]++;
    assertThatThrownBy(() -> codec.standing(bytes, WINDOW))
        .isInstanceOf(SerializationException.class)
        .hasMessage(
            "The store of labels and predictions is of version 3: run the version of Newsdesk that"
                + " wrote it, or another application.id.");
  }
}
