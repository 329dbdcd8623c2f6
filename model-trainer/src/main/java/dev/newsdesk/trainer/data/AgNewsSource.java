package dev.newsdesk.trainer.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds AG News: the folder asked for, else {@code AG_NEWS_DIR}, else the cache folder, else its
 * public address, from where it is downloaded into the cache and checked.
 */
public final class AgNewsSource {

  private static final URI PUBLIC_ADDRESS =
      URI.create(
          "https://raw.githubusercontent.com/mhjabreel/CharCnn_Keras/master/data/ag_news_csv/");

  private static final Map<String, String> MD5 =
      Map.of(
          "train.csv", "b1a00f826fdfbd249f79597b59e1dc12",
          "test.csv", "d52ea96a97a2d943681189a97654912d");

  private final Map<String, String> environment;
  private final Path cache;
  private final URI address;

  /** Looks where the environment says and downloads from the public address. */
  public AgNewsSource(Map<String, String> environment, Path home) {
    this(environment, home, PUBLIC_ADDRESS);
  }

  AgNewsSource(Map<String, String> environment, Path home, URI address) {
    this.environment = environment;
    String xdg = environment.get("XDG_CACHE_HOME");
    Path caches = xdg == null || xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
    this.cache = caches.resolve("newsdesk").resolve("ag_news");
    this.address = address;
  }

  /**
   * Returns the data set if it is on this machine.
   *
   * @param asked the folder that the user named, if any
   * @throws DataException when a folder was named that does not hold it
   */
  public Optional<AgNews> find(@Nullable Path asked) {
    if (asked != null) {
      return Optional.of(new AgNews(asked));
    }
    String named = environment.get("AG_NEWS_DIR");
    if (named != null && !named.isEmpty()) {
      return Optional.of(new AgNews(Path.of(named)));
    }
    return Files.isDirectory(cache) ? Optional.of(new AgNews(cache)) : Optional.empty();
  }

  /**
   * Returns the data set, downloading it where it is not on this machine.
   *
   * @throws DataException when it can be had nowhere
   */
  public AgNews require(@Nullable Path asked) {
    return find(asked).orElseGet(this::download);
  }

  private AgNews download() {
    Path parent = cache.resolveSibling("ag_news.part");
    try {
      Files.createDirectories(parent);
      HttpClient client =
          HttpClient.newBuilder()
              .connectTimeout(Duration.ofSeconds(20))
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
      for (Map.Entry<String, String> file : MD5.entrySet()) {
        fetch(client, file.getKey(), file.getValue(), parent.resolve(file.getKey()));
      }
      Files.move(parent, cache, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new DataException(
          "AG News is not on this machine and cannot be downloaded ("
              + e
              + "): name its folder with --data or AG_NEWS_DIR.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("The download of AG News was interrupted: start it again.", e);
    }
    return new AgNews(cache);
  }

  private void fetch(HttpClient client, String name, String md5, Path target)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(name)).build();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body();
        DigestInputStream digested = new DigestInputStream(body, newMd5())) {
      if (response.statusCode() != 200) {
        throw new IOException(request.uri() + " answered " + response.statusCode());
      }
      Files.copy(digested, target, StandardCopyOption.REPLACE_EXISTING);
      String actual = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      if (!actual.equals(md5)) {
        throw new IOException(request.uri() + " has the MD5 " + actual + " instead of " + md5);
      }
    }
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }
}
