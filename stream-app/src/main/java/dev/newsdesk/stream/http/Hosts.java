package dev.newsdesk.stream.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a request may name in its {@code Host} header. DNS rebinding points a foreign name
 * at this machine, so that a browser lets that name's pages read the answers. An IP address cannot
 * be pointed elsewhere.
 *
 * @param names besides IP addresses and {@code localhost}, in lower case
 */
public record Hosts(Set<String> names) {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?<host>[^:\\[\\]]+|\\[[0-9a-fA-F:.]+])(:\\d*)?");

  /** Browsers read a host whose last label is a number as an IPv4 address, or refuse it. */
  private static final Pattern IP_ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

  /** Adds {@code localhost}; names are case-insensitive. */
  public Hosts {
    names =
        Stream.concat(names.stream(), Stream.of("localhost"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Tells whether a request is meant for this app.
   *
   * @param header the value of {@code Host}; browsers never leave it out
   */
  boolean admits(@Nullable String header) {
    Matcher matcher = HOST_AND_PORT.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      return false;
    }
    String host = matcher.group("host").toLowerCase(Locale.ROOT);
    return IP_ADDRESS.matcher(host).matches() || names.contains(host);
  }
}
