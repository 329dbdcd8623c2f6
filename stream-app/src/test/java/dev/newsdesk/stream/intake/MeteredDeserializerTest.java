package dev.newsdesk.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeteredDeserializerTest {

  private final PollAllowance allowance = new PollAllowance();
  private final MeteredDeserializer keys = new MeteredDeserializer(allowance);
  private final MeteredDeserializer values = new MeteredDeserializer(allowance);

  @Test
  void theFirstRecordOfAPollPassesAndOthersWhileThereIsRoom() {
    allowance.allow(1_000);
    assertThat(pass(400)).hasSize(400);
    assertThat(pass(300)).hasSize(300);
    assertThatThrownBy(() -> pass(300)).isInstanceOf(PollAllowance.UsedUpException.class);
    allowance.allow(1);
    assertThat(pass(5_000)).hasSize(5_000);
    assertThatThrownBy(() -> pass(0)).isInstanceOf(PollAllowance.UsedUpException.class);
  }

  @Test
  void theFirstRecordPassesWithItsKeyAndItsValueHoweverLargeBothAre() {
    Headers headers = new RecordHeaders();
    allowance.allow(1);
    assertThat(keys.deserialize("topic", headers, ByteBuffer.allocate(5_000))).hasSize(5_000);
    assertThat(values.deserialize("topic", headers, ByteBuffer.allocate(5_000))).hasSize(5_000);
    assertThatThrownBy(() -> pass(0)).isInstanceOf(PollAllowance.UsedUpException.class);
  }

  @Test
  void headersCountHoweverEmptyTheyAre() {
    Headers headers = new RecordHeaders();
    for (int i = 0; i < 1_000; i++) {
      headers.add("", null);
    }
    allowance.allow(50_000);
    pass(10);
    assertThatThrownBy(() -> values.deserialize("topic", headers, ByteBuffer.allocate(1)))
        .isInstanceOf(PollAllowance.UsedUpException.class);
  }

  private byte @Nullable [] pass(int bytes) {
    return values.deserialize("topic", new RecordHeaders(), ByteBuffer.allocate(bytes));
  }
}
