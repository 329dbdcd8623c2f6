package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class InnermostCauseTest {

  @Test
  void isOnOneLineWithoutAFullStop() {
    var failure = new SerializationException("outer", new IOException("disk\n  gone."));
    assertThat(InnermostCause.of(failure)).isEqualTo("disk gone");
    assertThat(InnermostCause.of(failure, 4)).isEqualTo("disk...");
  }

  @Test
  void isItsClassWhereItSaysNothing() {
    assertThat(InnermostCause.of(new StackOverflowError())).isEqualTo("StackOverflowError");
  }

  @Test
  void isARegistrysErrorAsItIs() {
    assertThat(InnermostCause.of(new RestClientException("Schema not found", 404, 40403)))
        .isEqualTo("Schema not found; error code: 40403");
  }

  @Test
  void anAnswerOfNoRegistryNamesItsStatus() {
    assertThat(InnermostCause.of(new RestClientException(null, 404, 0)))
        .isEqualTo(
            "HTTP 404 without a schema registry's error; the path of its address may be missing");
  }
}
