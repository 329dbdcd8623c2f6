package dev.newsdesk.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.newsdesk.Article;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a guarded registry that the re-packed client offers. */
class RegistryAccessTest {
  private static final String TOPIC = "news.articles";
  private static final String REGISTERED = "{\"id\": 7}";
  private static final String PASSWORD = "change-it";

  @Test
  void basicAuthentication() throws IOException {
    try (var registry = FakeRegistry.answering(200, REGISTERED)) {
      var config = new HashMap<String, Object>();
      config.put("schema.registry.url", "http://localhost:" + registry.port());
      config.put("basic.auth.credentials.source", "USER_INFO");
      config.put("basic.auth.user.info", "news:desk");
      assertThat(schemaIdWritten(config)).isEqualTo((byte) 7);
      assertThat(registry.authorizations()).containsExactly("Basic bmV3czpkZXNr");
    }
  }

  @Test
  void bearerToken() throws IOException {
    try (var registry = FakeRegistry.answering(200, REGISTERED)) {
      var config = new HashMap<String, Object>();
      config.put("schema.registry.url", "http://localhost:" + registry.port());
      config.put("bearer.auth.credentials.source", "STATIC_TOKEN");
      config.put("bearer.auth.token", "secret");
      assertThat(schemaIdWritten(config)).isEqualTo((byte) 7);
      assertThat(registry.authorizations()).containsExactly("Bearer secret");
    }
  }

  @Test
  void ownTrustStore(@TempDir Path directory) throws Exception {
    var store = selfSigned(directory);
    var server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(serverContext(store)));
    try (var registry = FakeRegistry.on(server, 200, REGISTERED)) {
      var config = new HashMap<String, Object>();
      config.put("schema.registry.url", "https://localhost:" + registry.port());
      config.put("max.retries", 0);
      assertThatThrownBy(() -> schemaIdWritten(config))
          .isInstanceOf(SerializationException.class)
          .hasCauseInstanceOf(SSLException.class)
          .satisfies(e -> assertThat(RegistryErrors.isTransient(e)).isTrue());

      config.put("schema.registry.ssl.truststore.location", store.toString());
      config.put("schema.registry.ssl.truststore.password", PASSWORD);
      config.put("schema.registry.ssl.truststore.type", "PKCS12");
      assertThat(schemaIdWritten(config)).isEqualTo((byte) 7);
    }
  }

  private static byte schemaIdWritten(Map<String, Object> config) {
    try (var serializer = AvroSerdes.serializer(Article.class, config)) {
      return serializer.serialize(TOPIC, Samples.article())[4];
    }
  }

  /** The JDK has no API to sign a certificate, only its tool. */
  private static Path selfSigned(Path directory) throws Exception {
    var store = directory.resolve("registry.p12");
    var log = directory.resolve("keytool.log");
    var keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "registry",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    int exit = keytool.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    assertThat(exit).as(() -> contentOf(log)).isZero();
    return store;
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static SSLContext serverContext(Path store) throws Exception {
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
