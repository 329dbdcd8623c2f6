package dev.newsdesk.stream.config;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the schema registry's client is told. */
public final class RegistrySettings {

  private static final String CREDENTIALS = "basic.auth.user.info";
  private static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  private static final Pattern USER_IN_ADDRESS = Pattern.compile("(?<=//)(?<user>[^/]*)@");

  private RegistrySettings() {}

  /**
   * Puts together the app's defaults, what is set under {@code registry.} and the address.
   *
   * @throws ConfigurationException as {@link #withAddress}
   */
  static Map<String, String> of(String url, Map<String, String> given) {
    Map<String, String> registry = new HashMap<>(Keys.REGISTRY_DEFAULTS);
    registry.putAll(withAddress(url, given));
    return registry;
  }

  /**
   * Adds the address to what is set under {@code registry.} The client logs addresses as they are,
   * so that a user and password in one go where it hides them.
   *
   * @throws ConfigurationException when the addresses name different users, or there is an address
   *     under {@code registry.} too
   */
  public static Map<String, String> withAddress(String url, Map<String, String> given) {
    if (given.containsKey(Keys.REGISTRY_URL)) {
      throw new ConfigurationException(
          "registry."
              + Keys.REGISTRY_URL
              + " would be passed over for "
              + Keys.REGISTRY_URL
              + ": leave it out.");
    }
    Map<String, String> registry = new HashMap<>(given);
    TreeSet<String> users =
        addresses(url)
            .map(USER_IN_ADDRESS::matcher)
            .filter(Matcher::find)
            .map(matcher -> matcher.group("user"))
            .collect(Collectors.toCollection(TreeSet::new));
    if (users.size() > 1) {
      throw new ConfigurationException(
          Keys.REGISTRY_URL
              + " names several users or passwords: use one for all addresses, as registry."
              + CREDENTIALS
              + ".");
    }
    // The client takes them from the address unless it is told otherwise.
    if (!users.isEmpty() && !"USER_INFO".equals(given.get(CREDENTIALS_SOURCE))) {
      registry.put(CREDENTIALS, users.first());
      registry.put(CREDENTIALS_SOURCE, "USER_INFO");
    }
    registry.put(
        Keys.REGISTRY_URL,
        addresses(url)
            .map(address -> USER_IN_ADDRESS.matcher(address).replaceFirst(""))
            .collect(Collectors.joining(",")));
    return registry;
  }

  private static Stream<String> addresses(String url) {
    return Pattern.compile(",").splitAsStream(url);
  }
}
