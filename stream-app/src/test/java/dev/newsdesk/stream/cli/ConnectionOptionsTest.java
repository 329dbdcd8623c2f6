package dev.newsdesk.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.client.ClientSettings;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConnectionOptionsTest {

  @Test
  void aPasswordInTheRegistrysAddressGoesWhereNoLogShowsIt() {
    assertThat(settings("--registry", "https://news:secret@registry:8081").registry())
        .containsEntry("schema.registry.url", "https://registry:8081")
        .containsEntry("basic.auth.user.info", "news:secret");
  }

  @Test
  void propertiesGoToKafkaOrWithTheirPrefixToTheRegistry() {
    ClientSettings settings =
        settings("--property", "acks=1", "--property", "registry.max.retries=5");

    assertThat(settings.kafka()).containsEntry("acks", "1").hasSize(1);
    assertThat(settings.registry())
        .containsEntry("max.retries", "5")
        .containsEntry("schema.registry.url", "http://localhost:8081");
  }

  private static ClientSettings settings(String... arguments) {
    ConnectionOptions options = new ConnectionOptions();
    var unused = CommandLine.populateCommand(options, arguments);
    return options.settings();
  }
}
