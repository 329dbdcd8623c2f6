package dev.newsdesk.trainer.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;

/**
 * Downloads AG News, checks it and moves it into place whole. Of several processes one downloads
 * and the others wait for it; what a killed one left behind is written over.
 */
final class AgNewsDownload {

  private static final URI PUBLIC_ADDRESS =
      URI.create(
          "https://raw.githubusercontent.com/mhjabreel/CharCnn_Keras/master/data/ag_news_csv/");

  private static final Map<String, String> MD5 =
      Map.of(
          AgNews.TRAIN, "b1a00f826fdfbd249f79597b59e1dc12",
          AgNews.TEST, "d52ea96a97a2d943681189a97654912d");

  /** The larger file has 29.5 MB. */
  private static final long MAX_BYTES = 64L * 1024 * 1024;

  /** For each file: a line of 0.4 Mbit/s is fast enough. */
  private static final Duration BODY_LIMIT = Duration.ofMinutes(10);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private final URI address;
  private final Map<String, String> md5;
  private final long maxBytes;
  private final Duration limit;

  /** Downloads from the public address what was published there. */
  AgNewsDownload() {
    this(PUBLIC_ADDRESS, MD5, MAX_BYTES, BODY_LIMIT);
  }

  /**
   * Downloads files.
   *
   * @param address where they are; ends with a slash
   * @param md5 their hashes by name
   * @param maxBytes of each
   * @param limit how long each may take once the server answers
   */
  AgNewsDownload(URI address, Map<String, String> md5, long maxBytes, Duration limit) {
    this.address = address;
    this.md5 = Map.copyOf(md5);
    this.maxBytes = maxBytes;
    this.limit = limit;
  }

  /**
   * Puts the files into a folder, unless they are there by then.
   *
   * @throws DataException when they cannot be had; the folder is then as it was
   */
  void into(Path folder) {
    // A file lock keeps other processes out, but not other threads of this one.
    synchronized (AgNewsDownload.class) {
      try {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Path lockFile = folder.resolveSibling(folder.getFileName() + ".lock");
        try (FileChannel channel =
                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid() && !AgNews.isIn(folder)) {
            fetchAll(folder, folder.resolveSibling(folder.getFileName() + ".part"));
          }
        }
      } catch (IOException e) {
        throw new DataException(
            "AG News is not on this machine and cannot be downloaded ("
                + cause(e)
                + "): name its folder with --data or AG_NEWS_DIR.",
            e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new DataException("The download of AG News was interrupted: start it again.", e);
      }
    }
  }

  private void fetchAll(Path folder, Path part) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(20))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      Files.createDirectories(part);
      for (Map.Entry<String, String> file : md5.entrySet()) {
        fetch(client, file.getKey(), file.getValue(), part.resolve(file.getKey()));
      }
      Files.createDirectories(folder);
      for (String file : md5.keySet()) {
        Files.move(
            part.resolve(file),
            folder.resolve(file),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (String file : md5.keySet()) {
        Files.deleteIfExists(part.resolve(file));
      }
      Files.deleteIfExists(part);
    }
  }

  private void fetch(HttpClient client, String name, String expected, Path target)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(name)).timeout(ANSWER_LIMIT).build();
    HttpResponse<InputStream> response = send(client, request);
    try (InputStream body = new BoundedBody(response.body(), maxBytes, limit);
        DigestInputStream digested = new DigestInputStream(body, newMd5())) {
      if (response.statusCode() != 200) {
        throw new IOException(request.uri() + " answered " + response.statusCode());
      }
      Files.copy(digested, target, StandardCopyOption.REPLACE_EXISTING);
      String actual = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      if (!actual.equals(expected)) {
        throw new IOException(request.uri() + " has the MD5 " + actual + " instead of " + expected);
      }
    }
  }

  private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      throw new IOException(request.uri() + " redirects to no address", e);
    }
  }

  /** The HTTP client often gives no message when nobody answers. */
  private String cause(IOException e) {
    return e.getMessage() == null ? "no connection to " + address.getHost() : e.getMessage();
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5.", e);
    }
  }
}
