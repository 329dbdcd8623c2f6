package dev.newsdesk.quickstart.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** How the registry's process is started: small, quick, on loopback only, calling nobody. */
final class RegistryCommand {

  /** 190 MB in all and a start in 2.5 s on two idle cores; 290 MB and 4.5 s without. */
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m");

  private static final List<String> REGISTRY =
      List.of(
          "-Dquarkus.http.host=127.0.0.1",
          "-Dapicurio.storage.kind=sql",
          "-Dapicurio.storage.sql.kind=h2",
          // Twenty connections each to three in-memory databases otherwise, two of them never used.
          "-Dapicurio.datasource.jdbc.initial-size=1",
          "-Dapicurio.datasource.jdbc.min-size=1",
          "-Dapicurio.datasource.jdbc.max-size=10",
          "-Dapicurio.datasource.blue.jdbc.initial-size=0",
          "-Dapicurio.datasource.blue.jdbc.min-size=0",
          "-Dapicurio.datasource.green.jdbc.initial-size=0",
          "-Dapicurio.datasource.green.jdbc.min-size=0",
          "-Dquarkus.http.access-log.enabled=false",
          "-Dquarkus.log.category.\"io.apicurio\".level=WARN",
          // Says which port it listens on.
          "-Dquarkus.log.category.\"io.quarkus\".level=INFO");

  private RegistryCommand() {}

  static ProcessBuilder of(
      RegistryDistribution distribution, Path workDirectory, int port, RegistryLog log)
      throws IOException {
    Path temporary = Files.createDirectories(workDirectory.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(REGISTRY);
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dapicurio.import.work-dir=" + temporary);
    command.add("-cp");
    command.add(
        copyOfMain(workDirectory)
            + System.getProperty("path.separator")
            + distribution.runnerJar());
    command.add(RegistryMain.class.getName());
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(workDirectory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.file().toFile());
    // Settings of another Quarkus in the user's environment are not meant for this one.
    process.environment().keySet().removeIf(RegistryCommand::configuresQuarkus);
    return process;
  }

  private static boolean configuresQuarkus(String variable) {
    String name = variable.toUpperCase(Locale.ROOT);
    return name.startsWith("QUARKUS_")
        || name.startsWith("APICURIO_")
        || name.startsWith("SMALLRYE_");
  }

  /** A class path with that class alone: this module's own would bring its libraries along. */
  private static Path copyOfMain(Path workDirectory) throws IOException {
    Path classPath = workDirectory.resolve("main");
    String name = RegistryMain.class.getName().replace('.', '/') + ".class";
    Path copy = classPath.resolve(name);
    Files.createDirectories(Objects.requireNonNull(copy.getParent()));
    try (InputStream compiled =
        Objects.requireNonNull(RegistryMain.class.getResourceAsStream("/" + name))) {
      Files.copy(compiled, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return classPath;
  }
}
