package dev.newsdesk.classifier.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineCacheTest {

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative"})
  void aUserWithoutAHomeMustNameAFolder(String home) {
    assertThatThrownBy(new EngineCache(Map.of(), "", home)::require)
        .isInstanceOf(EngineUnavailableException.class)
        .hasMessage(
            "The home folder of this user is unknown (Java finds '"
                + home
                + "'), so that PyTorch's libraries cannot be unpacked there: set DJL_CACHE_DIR to"
                + " a folder that can be written.");
    assertThatCode(new EngineCache(Map.of("DJL_CACHE_DIR", "/tmp/djl"), "", home)::require)
        .doesNotThrowAnyException();
    assertThatCode(new EngineCache(Map.of(), "/tmp/djl", home)::require).doesNotThrowAnyException();
  }

  @Test
  void aHomeIsEnough() {
    assertThatCode(new EngineCache(Map.of(), "", "/home/news")::require).doesNotThrowAnyException();
  }
}
