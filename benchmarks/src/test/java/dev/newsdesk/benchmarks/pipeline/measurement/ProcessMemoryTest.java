package dev.newsdesk.benchmarks.pipeline.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

  @Test
  void readsMebibytesOfTheFieldAskedFor() {
    String status = "Name:\tjava\nVmHWM:\t  524288 kB\nVmRSS:\t  262144 kB\n";

    assertThat(ProcessMemory.mebibytes(status, "VmHWM")).isEqualTo(512);
    assertThat(ProcessMemory.mebibytes(status, "VmRSS")).isEqualTo(256);
    assertThat(ProcessMemory.mebibytes(status, "VmSwap")).isNull();
  }
}
