package dev.newsdesk.trainer.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds AG News: the folder asked for, else {@code AG_NEWS_DIR}, else the cache folder, else its
 * public address, from where it is downloaded into the cache and checked.
 */
public final class AgNewsSource {

  private final Map<String, String> environment;
  private final Path cache;
  private final AgNewsDownload download;

  /** Looks where the environment says and downloads from the public address. */
  public AgNewsSource(Map<String, String> environment, Path home) {
    this(environment, home, new AgNewsDownload());
  }

  AgNewsSource(Map<String, String> environment, Path home, AgNewsDownload download) {
    this.environment = environment;
    String xdg = environment.get("XDG_CACHE_HOME");
    Path caches = xdg == null || xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
    this.cache = caches.resolve("newsdesk").resolve("ag_news");
    this.download = download;
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
    return AgNews.isIn(cache) ? Optional.of(new AgNews(cache)) : Optional.empty();
  }

  /**
   * Returns the data set, downloading it where it is not on this machine.
   *
   * @throws DataException when it can be had nowhere
   */
  public AgNews require(@Nullable Path asked) {
    return find(asked)
        .orElseGet(
            () -> {
              download.into(cache);
              return new AgNews(cache);
            });
  }
}
