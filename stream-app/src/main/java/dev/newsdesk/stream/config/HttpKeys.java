package dev.newsdesk.stream.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** The settings of the HTTP server. */
final class HttpKeys {

  static final String ADDRESS = "http.address";
  static final String HOSTS = "http.hosts";

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?<host>[a-zA-Z0-9.-]+|\\[[0-9a-fA-F:.]+]):(?<port>\\d{1,5})");

  private static final Pattern HOST_NAME = Pattern.compile("[a-zA-Z0-9._-]+");

  private HttpKeys() {}

  static void define(KeyGroup group) {
    group
        .define(
            ADDRESS,
            ConfigDef.Type.STRING,
            "127.0.0.1:8080",
            ConfigDef.LambdaValidator.with(HttpKeys::requireAddress, () -> "host:port"),
            Importance.MEDIUM,
            "Where the live page, /healthz, /readyz and /metrics answer, host:port; port 0 takes "
                + "any free one. They ask for no password: an address beyond loopback shows them "
                + "to whoever reaches it.")
        .define(
            HOSTS,
            ConfigDef.Type.LIST,
            List.of(),
            ConfigDef.LambdaValidator.with(
                HttpKeys::requireHostNames, () -> "names without a port"),
            Importance.LOW,
            "Host names under which the live page and /api answer, with commas between, besides "
                + "IP addresses, localhost and the host of http.address. A request by a name that "
                + "is missing here gets status 421; a name that others control lets their pages "
                + "read the articles (DNS rebinding). /healthz, /readyz and /metrics answer under "
                + "any name.");
  }

  static HttpSettings read(AbstractConfig config) {
    return HttpSettings.of(address(config.getString(ADDRESS)), config.getList(HOSTS));
  }

  /** Reads {@code host:port}, or {@code [::1]:port}; looks no name up. */
  private static InetSocketAddress address(String value) {
    Matcher matcher = HOST_AND_PORT.matcher(value);
    if (!matcher.matches() || Integer.parseInt(matcher.group("port")) > 65_535) {
      throw new ConfigException(ADDRESS, value, "use host:port");
    }
    return InetSocketAddress.createUnresolved(
        matcher.group("host").replaceAll("[\\[\\]]", ""), Integer.parseInt(matcher.group("port")));
  }

  private static void requireAddress(String key, Object value) {
    var unused = address(String.valueOf(value));
  }

  private static void requireHostNames(String key, Object value) {
    for (Object name : (List<?>) value) {
      if (!HOST_NAME.matcher(String.valueOf(name)).matches()) {
        throw new ConfigException(key, name, "use host names alone, without scheme and port");
      }
    }
  }
}
