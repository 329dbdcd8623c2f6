package dev.newsdesk.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.newsdesk.trainer.SyntheticNews;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgNewsSourceTest {

  private static final String TRAIN = "1,downloaded,train\n";
  private static final String TEST = "2,downloaded,test\n";

  private static final int MAX_BYTES = 10_000;

  private Duration limit = Duration.ofMinutes(1);

  @TempDir private Path home = Path.of("");
  private final Map<String, String> served = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private Path cache;

  @BeforeEach
  void serve() throws IOException {
    cache = home.resolve(".cache").resolve("newsdesk").resolve("ag_news");
    served.putAll(Map.of("/ag/train.csv", TRAIN, "/ag/test.csv", TEST));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void takesTheFolderAskedForBeforeAllOthers() throws IOException {
    Path asked = data(home.resolve("asked"), "asked");
    Path named = data(home.resolve("named"), "named");
    data(cache, "cached");

    assertThat(title(source(Map.of("AG_NEWS_DIR", named.toString())).require(asked)))
        .isEqualTo("asked");
    assertThat(requests).hasValue(0);
  }

  @Test
  void takesTheFolderInTheEnvironmentBeforeTheCache() throws IOException {
    Path named = data(home.resolve("named"), "named");
    data(cache, "cached");

    assertThat(title(source(Map.of("AG_NEWS_DIR", named.toString())).require(null)))
        .isEqualTo("named");
  }

  @Test
  void takesTheCacheBeforeADownload() throws IOException {
    data(cache, "cached");

    assertThat(title(source(Map.of("AG_NEWS_DIR", "")).require(null))).isEqualTo("cached");
    assertThat(requests).hasValue(0);
  }

  @Test
  void neverGoesOnWhereAFolderWasNamedInVain() throws IOException {
    data(cache, "cached");
    Path nowhere = home.resolve("nowhere");

    assertThatThrownBy(() -> source(Map.of()).find(nowhere))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(nowhere.toString());
    assertThatThrownBy(() -> source(Map.of("AG_NEWS_DIR", nowhere.toString())).find(null))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void downloadsIntoTheCacheAndFindsItThereTheNextTime() {
    assertThat(source(Map.of()).find(null)).isEmpty();

    assertThat(title(source(Map.of()).require(null))).isEqualTo("downloaded");
    assertThat(source(Map.of()).find(null)).isPresent();
    assertThat(source(Map.of()).require(null).test())
        .containsExactly(new NewsRow(1, "downloaded", "test"));
    assertThat(requests).hasValue(2);
    assertThatNoPartIsLeft();
  }

  @Test
  void keepsTheCacheWhereTheEnvironmentWantsCaches() {
    Path caches = home.resolve("caches");

    source(Map.of("XDG_CACHE_HOME", caches.toString())).require(null);

    assertThat(caches.resolve("newsdesk").resolve("ag_news").resolve("test.csv")).exists();
    assertThat(cache).doesNotExist();
  }

  @Test
  void refusesADownloadWithAnotherHashAndSucceedsOnceItIsRight() {
    served.put("/ag/test.csv", "2,tampered,test\n");

    assertThatThrownBy(() -> source(Map.of()).require(null))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "AG News is not on this machine and cannot be downloaded ("
                + address()
                + "test.csv has the MD5 "
                + md5("2,tampered,test\n")
                + " instead of "
                + md5(TEST)
                + "): name its folder with --data or AG_NEWS_DIR.");
    assertThat(source(Map.of()).find(null)).isEmpty();
    assertThatNoPartIsLeft();

    served.put("/ag/test.csv", TEST);
    assertThat(title(source(Map.of()).require(null))).isEqualTo("downloaded");
  }

  @Test
  void namesTheAddressThatDoesNotHaveTheFile() {
    served.remove("/ag/train.csv");

    assertThatThrownBy(() -> source(Map.of()).require(null))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "AG News is not on this machine and cannot be downloaded ("
                + address()
                + "train.csv answered 404): name its folder with --data or AG_NEWS_DIR.");
    assertThatNoPartIsLeft();
  }

  @Test
  void aServerThatDripsOrStallsIsGivenUp() {
    limit = Duration.ofSeconds(1);
    for (boolean drips : List.of(true, false)) {
      CountDownLatch ended = new CountDownLatch(1);
      HttpContext context =
          server.createContext(
              "/ag/",
              exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('1');
                exchange.getResponseBody().flush();
                while (drips && await(ended, 50)) {
                  exchange.getResponseBody().write('x');
                  exchange.getResponseBody().flush();
                }
                var unused = await(ended, 60_000);
                exchange.close();
              });
      assertRefused("the server has not sent all within 1 s");
      ended.countDown();
      server.removeContext(context);
    }
  }

  /** Returns whether it is still to be waited for. */
  private static boolean await(CountDownLatch ended, long millis) {
    try {
      return !ended.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void aFileWithoutEndIsGivenUp() {
    served.put("/ag/train.csv", "x".repeat(MAX_BYTES + 1));
    served.put("/ag/test.csv", "x".repeat(MAX_BYTES + 1));

    assertRefused("the server sends more than 10000 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://localhost/train.csv", "jar:file:/a!/b", "//"})
  void aRedirectToAnotherSchemeIsNotFollowed(String target) {
    HttpContext context =
        server.createContext(
            "/ag/",
            exchange -> {
              exchange.getResponseHeaders().set("Location", target);
              exchange.sendResponseHeaders(302, -1);
              exchange.close();
            });

    assertThatThrownBy(() -> source(Map.of()).require(null))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("AG News is not on this machine and cannot be downloaded (")
        .hasMessageEndingWith("): name its folder with --data or AG_NEWS_DIR.");
    server.removeContext(context);
    assertThatNoPartIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative"})
  void aUserWithoutAHomeGetsNoFolderCalledSo(String nowhere) {
    AgNewsSource homeless =
        new AgNewsSource(Map.of("XDG_CACHE_HOME", "relative, too"), Path.of(nowhere));

    assertThat(homeless.find(null)).isEmpty();
    assertThatThrownBy(() -> homeless.require(null))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "AG News is not on this machine, and this user has no home folder to keep it in: name"
                + " its folder with --data or AG_NEWS_DIR, or set XDG_CACHE_HOME.");
  }

  private void assertRefused(String cause) {
    assertThatThrownBy(() -> source(Map.of()).require(null))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "AG News is not on this machine and cannot be downloaded ("
                + cause
                + "): name its folder with --data or AG_NEWS_DIR.");
    assertThatNoPartIsLeft();
  }

  @Test
  void namesTheHostThatDoesNotAnswer() {
    server.stop(0);

    assertThatThrownBy(() -> source(Map.of()).require(null))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "AG News is not on this machine and cannot be downloaded (no connection to "
                + address().getHost()
                + "): name its folder with --data or AG_NEWS_DIR.");
    assertThatNoPartIsLeft();
  }

  @Test
  void writesOverWhatAKilledDownloadLeft() throws IOException {
    Path part = Files.createDirectories(cache.resolveSibling("ag_news.part"));
    Files.writeString(part.resolve("train.csv"), "half a li");
    Files.createDirectories(cache);
    Files.writeString(cache.resolve("train.csv"), "moved before the kill");

    assertThat(title(source(Map.of()).require(null))).isEqualTo("downloaded");
    assertThatNoPartIsLeft();
  }

  @Test
  void downloadsOnceForThreadsThatWantItAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<String> ask = () -> title(source(Map.of()).require(null));
      for (Future<String> answer : threads.invokeAll(List.of(ask, ask, ask, ask))) {
        assertThat(answer.get()).isEqualTo("downloaded");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(requests).hasValue(2);
  }

  @Test
  void waitsForAnotherProcessAndTakesWhatItDownloaded() throws Exception {
    Path lockFile = Files.createDirectories(cache.getParent()).resolve("ag_news.lock");
    Process other = lockedElsewhere(lockFile);
    try {
      Thread asking = new Thread(() -> source(Map.of()).require(null));
      asking.start();
      while (asking.isAlive() && !waitsForLock(asking) && requests.get() == 0) {
        Thread.onSpinWait();
      }
      data(cache, "downloaded by another process");
      other.getOutputStream().close();
      asking.join();
    } finally {
      other.destroy();
    }
    assertThat(requests).hasValue(0);
  }

  private static boolean waitsForLock(Thread thread) {
    return Stream.of(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("sun.nio.ch.FileChannelImpl"));
  }

  /** Starts a process that holds the lock until its input ends. */
  private static Process lockedElsewhere(Path lockFile) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                lockFile.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('L');
    return process;
  }

  private AgNewsSource source(Map<String, String> environment) {
    return new AgNewsSource(
        environment,
        home,
        new AgNewsDownload(
            address(), Map.of("train.csv", md5(TRAIN), "test.csv", md5(TEST)), MAX_BYTES, limit));
  }

  private URI address() {
    return URI.create(
        "http://"
            + server.getAddress().getAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort()
            + "/ag/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    String content = served.get(exchange.getRequestURI().getPath());
    byte[] body = (content == null ? "not here" : content).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(content == null ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void assertThatNoPartIsLeft() {
    try (Stream<Path> files = Files.walk(home)) {
      assertThat(files.filter(file -> file.toString().contains(".part"))).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path data(Path directory, String title) throws IOException {
    SyntheticNews.writeTo(directory, 4, 4);
    Files.writeString(directory.resolve("train.csv"), "1," + title + ",text\n");
    return directory;
  }

  private static String title(AgNews data) {
    return data.train().get(0).title();
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
