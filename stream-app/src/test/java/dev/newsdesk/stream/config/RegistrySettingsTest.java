package dev.newsdesk.stream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistrySettingsTest {

  @Test
  void aUserInTheAddressGoesWhereTheClientHidesHim() {
    assertThat(RegistrySettings.of("https://news:de@sk@a:1/ccompat,https://b", Map.of()))
        .containsEntry("schema.registry.url", "https://a:1/ccompat,https://b")
        .containsEntry("basic.auth.user.info", "news:de@sk")
        .containsEntry("basic.auth.credentials.source", "USER_INFO");
  }

  @Test
  void anAddressWithoutAUserStaysAsItIs() {
    assertThat(RegistrySettings.of("https://a/x@y", Map.of()))
        .containsEntry("schema.registry.url", "https://a/x@y")
        .doesNotContainKeys("basic.auth.user.info", "basic.auth.credentials.source");
  }

  @Test
  void aUserOfHisOwnSettingWins() {
    assertThat(
            RegistrySettings.of(
                "https://news:desk@a",
                Map.of(
                    "basic.auth.user.info", "other:one",
                    "basic.auth.credentials.source", "USER_INFO")))
        .containsEntry("basic.auth.user.info", "other:one")
        .containsEntry("schema.registry.url", "https://a");
    assertThat(
            RegistrySettings.of(
                "https://news:desk@a", Map.of("basic.auth.credentials.source", "URL")))
        .containsEntry("basic.auth.user.info", "news:desk")
        .containsEntry("basic.auth.credentials.source", "USER_INFO");
  }

  @Test
  void twoUsersAreRefusedWithoutTellingThem() {
    assertThatThrownBy(() -> RegistrySettings.of("https://n:one@a,https://n:two@b", Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "schema.registry.url names several users or passwords: use one for all addresses, as"
                + " registry.basic.auth.user.info.");
  }

  @Test
  void aSecondAddressIsRefused() {
    assertThatThrownBy(
            () -> RegistrySettings.of("https://a", Map.of("schema.registry.url", "https://b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "registry.schema.registry.url would be passed over for schema.registry.url: leave it"
                + " out.");
  }
}
