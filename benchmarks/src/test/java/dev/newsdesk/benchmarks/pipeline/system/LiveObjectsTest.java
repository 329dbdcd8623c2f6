package dev.newsdesk.benchmarks.pipeline.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveObjectsTest {

  @Test
  void readsTheLineOfTheClassAndOfNoOther() {
    List<String> histogram =
        List.of(
            " num     #instances         #bytes  class name (module)",
            "-------------------------------------------------------",
            "   1:          9231        1023456  [B (java.base@17.0.13)",
            "  88:            12            576  ai.djl.pytorch.engine.PtNDManager",
            "  89:             1             48  ai.djl.pytorch.engine.PtNDManager$SystemManager",
            "Total         50000        9000000");

    assertThat(LiveObjects.count(histogram, "ai.djl.pytorch.engine.PtNDManager")).isEqualTo(12);
    assertThat(LiveObjects.count(histogram, "ai.djl.Absent")).isZero();
  }

  @Test
  void countsInARunningJvm() {
    LiveObjectsTest[] held = {this, new LiveObjectsTest()};

    assertThat(LiveObjects.count(ProcessHandle.current().pid(), LiveObjectsTest.class.getName()))
        .isEqualTo((double) held.length);
  }
}
