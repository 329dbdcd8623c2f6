package dev.newsdesk.quickstart.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Registers schemas as they are, those that Avro cannot parse too, each under a subject of its own.
 */
final class Registrations {

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String registry;
  private final String subjects;
  private int count;

  /**
   * Registers at an address.
   *
   * @param subjects what the subjects' names begin with
   */
  Registrations(String registry, String subjects) {
    this.registry = registry;
    this.subjects = subjects;
  }

  /** Returns the id that a schema is given. */
  int register(String schema) {
    String body =
        "{\"schemaType\": \"AVRO\", \"schema\": \""
            + schema.replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"}";
    URI subject = URI.create(registry + "/subjects/" + subjects + count++ + "/versions");
    HttpRequest request =
        HttpRequest.newBuilder(subject)
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      String answer = client.send(request, BodyHandlers.ofString()).body();
      Matcher id = ID.matcher(answer);
      if (!id.find()) {
        throw new IllegalStateException("The registry gave no id: " + answer);
      }
      return Integer.parseInt(id.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
