package dev.newsdesk.stream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

  private final Hosts hosts = new Hosts(Set.of("News.example.org"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:8080",
        "127.0.0.1",
        "192.168.1.7:8080",
        "[::1]",
        "[fe80::1]:8080",
        "news.example.org",
        "NEWS.example.org:443"
      })
  void admitsWhatCannotBePointedElsewhereAndWhatIsNamed(String header) {
    assertThat(hosts.admits(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:127.0.0.1",
        "news.example.org.",
        "sub.news.example.org",
        "user@localhost",
        "localhost:80:80",
        "localhost,evil.example",
        "1.2.3.4.5",
        "[::1]evil",
        "::1"
      })
  void refusesEverythingElse(String header) {
    assertThat(hosts.admits(header)).isFalse();
  }

  @Test
  void refusesARequestWithoutAHost() {
    assertThat(hosts.admits(null)).isFalse();
  }
}
