package dev.newsdesk.stream.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.stream.config.StreamSettings;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HiddenValuesTest {

  private static final String SECRET = "Tr0ub4dor";
  private static final Map<String, String> WITH_PASSWORD = Map.of("sasl.jaas.config", SECRET);

  @Test
  void aMapIsAsItWasButForItsText() {
    Map<String, String> hidden = HiddenValues.copyOf(WITH_PASSWORD);

    assertThat(hidden).isEqualTo(WITH_PASSWORD).hasSameHashCodeAs(WITH_PASSWORD);
    assertThat(hidden.get("sasl.jaas.config")).isEqualTo(SECRET);
    assertThat(hidden.containsKey("other")).isFalse();
    assertThat(hidden).hasToString("[sasl.jaas.config]");
  }

  /** Any record that holds settings for clients, whichever it is and whenever it is added. */
  @Test
  void noRecordOfThisModuleTellsWhatItsMapsHold() throws Exception {
    List<String> told = new ArrayList<>();
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : records()) {
      if (Stream.of(type.getRecordComponents()).anyMatch(HiddenValuesTest::holdsSettings)) {
        found.add(type);
        if (sample(type).toString().contains(SECRET)) {
          told.add(type.getName());
        }
      }
    }
    assertThat(found).contains(StreamSettings.class).hasSizeGreaterThan(1);
    assertThat(told).isEmpty();
  }

  private static boolean holdsSettings(RecordComponent component) {
    return component.getGenericType().getTypeName().equals(WITH_PASSWORD_TYPE)
        && !component.getName().matches("headers|environment|configs");
  }

  private static final String WITH_PASSWORD_TYPE =
      "java.util.Map<java.lang.String, java.lang.String>";

  private static List<Class<?>> records() throws IOException, ReflectiveOperationException {
    Path classes =
        Path.of(
            URI.create(
                StreamSettings.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()));
    List<Class<?>> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.').replace('\\', '.');
        if (!name.endsWith("package-info.class")) {
          Class<?> type =
              Class.forName(
                  name.substring(0, name.length() - ".class".length()),
                  false,
                  HiddenValuesTest.class.getClassLoader());
          if (type.isRecord()) {
            records.add(type);
          }
        }
      }
    }
    return records;
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      // A map of something else holds no passwords.
      boolean isOther = types[i] == Map.class && !holdsSettings(components[i]);
      values[i] = isOther ? Map.of() : value(types[i]);
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private static @Nullable Object value(Class<?> type) throws ReflectiveOperationException {
    Map<Class<?>, Object> samples =
        Map.of(
            String.class,
            "sample",
            int.class,
            1,
            long.class,
            1L,
            double.class,
            0.5,
            boolean.class,
            true,
            Duration.class,
            Duration.ofSeconds(1),
            Path.class,
            Path.of("sample"),
            List.class,
            List.of(),
            Map.class,
            WITH_PASSWORD,
            Clock.class,
            Clock.systemUTC());
    if (samples.containsKey(type)) {
      return Objects.requireNonNull(samples.get(type));
    }
    if (type == Set.class) {
      return Set.of();
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isRecord()) {
      return sample(type);
    }
    return type.isInterface()
        ? Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> type.getName())
        : null;
  }
}
