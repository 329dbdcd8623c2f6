package dev.newsdesk.quickstart.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schema that no part of Newsdesk would register: an article without an article's fields. */
final class ForeignSchema {

  private static final String SCHEMA =
      "{'type': 'record', 'name': 'Article', 'namespace': 'dev.newsdesk',"
          + " 'fields': [{'name': 'number', 'type': 'long'}]}";

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");

  private ForeignSchema() {}

  /** Registers it, if it is not yet, and returns its id. */
  static int register(String registryUrl, String subject) {
    return register(registryUrl, subject, SCHEMA.replace("'", "\""));
  }

  /** Registers a schema, if it is not yet, and returns its id. */
  static int register(String registryUrl, String subject, String schema) {
    String escaped = schema.replace("\\", "\\\\").replace("\"", "\\\"");
    String body = "{\"schema\": \"" + escaped + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registryUrl + "/subjects/" + subject + "/versions"))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      String answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
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
