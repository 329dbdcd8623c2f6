package dev.newsdesk.classifier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchEngineTest {

  @BeforeAll
  static void startEngine() {
    TorchEngine.configure(1);
  }

  @Test
  void isPyTorchAndOneForTheProcess() {
    Engine engine = TorchEngine.start();

    assertThat(engine.getEngineName()).isEqualTo("PyTorch");
    assertThat(TorchEngine.start()).isSameAs(engine);
  }

  @Test
  void theFirstConfigurationStands() {
    TorchEngine.configure(8);

    assertThat(System.getProperty("ai.djl.pytorch.num_threads")).isEqualTo("1");
    assertThat(System.getProperty("ai.djl.pytorch.num_interop_threads")).isEqualTo("1");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void aVersionInTheEnvironmentIsNamedAsTheCause() {
    assertThat(TorchEngine.remedy("2.8.0"))
        .contains("asks for PyTorch 2.8.0")
        .endsWith("unset PYTORCH_VERSION.");
    assertThat(TorchEngine.remedy(null)).endsWith("DJL_CACHE_DIR.");
    assertThat(TorchEngine.remedy("")).endsWith("DJL_CACHE_DIR.");
  }

  @Test
  void cpuIsTheProcessor() {
    assertThat(TorchEngine.device("cpu")).isEqualTo(Device.cpu());
  }

  @Test
  void autoIsAllGpusOrTheProcessor() {
    int gpus = TorchEngine.start().getGpuCount();

    assertThat(TorchEngine.devices("auto"))
        .isEqualTo(
            gpus == 0
                ? List.of(Device.cpu())
                : IntStream.range(0, gpus).mapToObj(Device::gpu).toList());
    assertThat(TorchEngine.device("auto")).isEqualTo(TorchEngine.devices("auto").get(0));
  }

  @Test
  void refusesAGpuThatIsNotThere() {
    int gpus = TorchEngine.start().getGpuCount();

    assertThatThrownBy(() -> TorchEngine.devices("gpu" + gpus))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Device 'gpu%d' is not there, this machine shows %d GPUs: use auto."
                .formatted(gpus, gpus));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CPU", "gpu", "gpu-1", "gpu:0", "gpu0000", "cuda", " cpu"})
  void refusesANameThatIsNoDevice(String name) {
    assertThatThrownBy(() -> TorchEngine.devices(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown device '" + name + "': use auto, cpu, or gpu0, gpu1, ….");
  }
}
