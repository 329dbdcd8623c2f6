package dev.newsdesk.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResidentMemoryTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsAPlausibleSize() {
    assertThat(ResidentMemory.mebibytes()).isBetween(10L, 1_000_000L);
  }
}
