package dev.newsdesk.quickstart.registry;

import dev.newsdesk.quickstart.startup.StartupException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Apicurio's registry as the build unpacks it: one runner jar, whose manifest names the others. */
record RegistryDistribution(Path runnerJar) {

  /** The unpacked registry beside this module's jar or classes, where the build puts it. */
  static RegistryDistribution besideThisCode() {
    CodeSource source = RegistryDistribution.class.getProtectionDomain().getCodeSource();
    try {
      Path code = source == null ? null : Path.of(source.getLocation().toURI());
      if (code == null || code.getParent() == null) {
        throw new StartupException(
            "The schema registry is looked for beside Newsdesk's jar, but this code comes from no jar; start Newsdesk with its own script.");
      }
      return at(code.getParent().resolve("registry"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The registry unpacked in a directory; one that is half unpacked is refused. */
  static RegistryDistribution at(Path directory) {
    // Maven writes the marker last.
    find(directory.resolve("unpacked"), "*.marker", directory);
    return new RegistryDistribution(find(directory, "*-runner.jar", directory));
  }

  private static Path find(Path in, String name, Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(in, name)) {
      for (Path file : files) {
        return file;
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw missing(directory);
    } catch (IOException e) {
      throw new StartupException(
          "The schema registry in %s cannot be read (%s); make it readable."
              .formatted(directory, e),
          e);
    }
    throw missing(directory);
  }

  private static StartupException missing(Path directory) {
    return new StartupException(
        "The schema registry is missing or incomplete in %s; run \"mvn package\" to unpack it."
            .formatted(directory));
  }
}
