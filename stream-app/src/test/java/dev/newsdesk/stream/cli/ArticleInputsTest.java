package dev.newsdesk.stream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.Article;
import dev.newsdesk.stream.client.ClientException;
import dev.newsdesk.stream.client.CsvLayout;
import dev.newsdesk.stream.client.FileFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleInputsTest {

  @TempDir private Path directory = Path.of("");

  private final List<String> ids = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  @Test
  void filesOfBothFormatsAreReadInTheirOrderUpToTheirLastByte() throws IOException {
    Path csv = write("a.csv", "id,title\na,T\nb,“T”\n");
    Path json = write("b.jsonl", "{\"id\": \"c\", \"title\": \"T\"}\n");
    ArticleInputs inputs = inputs(csv, json);
    read(inputs);
    assertThat(ids).containsExactly("a", "b", "c");
    assertThat(inputs.bytes()).hasValue(Files.size(csv) + Files.size(json));
    assertThat(inputs.bytesRead()).isEqualTo(inputs.bytes().orElseThrow());
  }

  @Test
  void malformedLinesOfBothFormatsAreToldAndPassedOver() throws IOException {
    Path csv = write("a.csv", "id,title\na\nb,T\n");
    Path json = write("b.json", "{}\n\n{\"id\": \"c\", \"title\": \"T\"}\n[1]\n");
    read(inputs(csv, json));
    assertThat(ids).containsExactly("b", "c");
    assertThat(skipped)
        .containsExactly(
            csv + ", line 2 has 1 columns instead of 2",
            json + ", line 1 has neither title nor description",
            json + ", line 4 is a JSON array, where one object a line is wanted");
  }

  @Test
  void aLineThatIsNoUtf8IsNamedAndThoseBeforeAndAfterItAreRead() throws IOException {
    String lines = "{\"id\": \"a\", \"title\": \"T\"}\n".repeat(1_000) + "{\"title\": \"Käse\"}\n";
    Path file = directory.resolve("latin.json");
    Files.write(file, (lines + "{\"id\": \"z\", \"title\": \"T\"}\n").getBytes(ISO_8859_1));
    read(inputs(file));
    assertThat(skipped).containsExactly(file + ", line 1001 is not UTF-8");
    assertThat(ids).hasSize(1_001).endsWith("z");
  }

  @Test
  void compressedFilesAreReadByTheirNames() throws IOException {
    Path file = directory.resolve("news.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("id,title\na,T\n".getBytes(UTF_8));
    }
    read(inputs(file));
    assertThat(ids).containsExactly("a");
    Path plain = write("plain.csv.gz", "id,title\na,T\n");
    assertThatThrownBy(() -> read(inputs(plain)))
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith(plain + " cannot be read (")
        .hasMessageContaining("Not in GZIP format");
  }

  @Test
  void aMissingFileIsToldBeforeAnythingIsRead() throws IOException {
    Path file = write("a.json", "{\"title\": \"T\"}\n");
    assertThatThrownBy(() -> inputs(file, Path.of("nowhere.json")))
        .isInstanceOf(ClientException.class)
        .hasMessage("nowhere.json does not exist: name a file of articles.");
  }

  @Test
  void aDirectoryCannotBeRead() {
    assertThatThrownBy(() -> read(inputs(directory)))
        .isInstanceOf(ClientException.class)
        .hasMessageStartingWith(directory + " cannot be read (")
        .hasMessageEndingWith("): check it.");
    assertThat(inputs(directory).bytes()).isEmpty();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static ArticleInputs inputs(Path... files) {
    return new ArticleInputs(
        List.of(files),
        file -> FileFormat.of(file).orElse(FileFormat.JSON_LINES),
        FileFormat.JSON_LINES,
        CsvLayout.BY_HEADER);
  }

  private void read(ArticleInputs inputs) {
    inputs.read(line -> skipped.add(line.toString()), this::add);
  }

  private void add(Article article) {
    ids.add(article.getId());
  }
}
