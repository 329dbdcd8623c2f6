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
  private final @Nullable Path cache;
  private final AgNewsDownload download;

  /** Looks where the environment says and downloads from the public address. */
  public AgNewsSource(Map<String, String> environment, Path home) {
    this(environment, home, new AgNewsDownload());
  }

  AgNewsSource(Map<String, String> environment, Path home, AgNewsDownload download) {
    this.environment = environment;
    this.cache = cache(Path.of(environment.getOrDefault("XDG_CACHE_HOME", "")), home);
    this.download = download;
  }

  /** Java calls a home that it cannot find out "?", which is no place for a cache. */
  private static @Nullable Path cache(Path xdg, Path home) {
    Path caches = xdg.isAbsolute() ? xdg : home.resolve(".cache");
    return caches.isAbsolute() ? caches.resolve("newsdesk").resolve("ag_news") : null;
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
    return Optional.ofNullable(cache).filter(AgNews::isIn).map(AgNews::new);
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
              Path folder = cache;
              if (folder == null) {
                throw new DataException(
                    "AG News is not on this machine, and this user has no home folder to keep it"
                        + " in: name its folder with --data or AG_NEWS_DIR, or set"
                        + " XDG_CACHE_HOME.");
              }
              download.into(folder);
              return new AgNews(folder);
            });
  }
}
