package dev.newsdesk.stream.config;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where and under which names the app answers over HTTP.
 *
 * @param address where health, metrics and the page answer; its name is not looked up yet
 * @param hosts names under which the page answers, besides IP addresses and localhost
 */
public record HttpSettings(InetSocketAddress address, Set<String> hosts) {

  /** Copies the collection. */
  public HttpSettings {
    hosts = Set.copyOf(hosts);
  }

  /** Adds the address' own name. */
  static HttpSettings of(InetSocketAddress address, List<String> names) {
    Set<String> hosts = new HashSet<>(names);
    hosts.add(address.getHostString());
    return new HttpSettings(address, hosts);
  }
}
