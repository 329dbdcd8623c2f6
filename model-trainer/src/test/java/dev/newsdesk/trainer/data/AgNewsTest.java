package dev.newsdesk.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.newsdesk.trainer.SyntheticNews;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgNewsTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void readsQuotedFieldsWithDoubledQuotesAndEmbeddedNewlines() throws IOException {
    Path file =
        write(
            """
            "3","Shares, bonds and \"\"junk\"\"\","First line
            second line"
            1,unquoted,
            """);

    assertThat(AgNews.read(file))
        .containsExactly(
            new NewsRow(2, "Shares, bonds and \"junk\"", "First line\nsecond line"),
            new NewsRow(0, "unquoted", ""));
  }

  @Property(tries = 200)
  void readsBackWhateverWasWritten(@ForAll("rows") List<NewsRow> rows) throws IOException {
    Path file = Files.createTempFile("ag-news", ".csv");
    try {
      Files.writeString(file, SyntheticNews.csv(rows));

      assertThat(AgNews.read(file)).isEqualTo(rows);
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<NewsRow>> rows() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars("ab \",;'#\\\n\r\t<>&é“\u00a0中").ofMaxLength(20);
    return Combinators.combine(Arbitraries.integers().between(0, 3), text, text)
        .as(NewsRow::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Test
  void readsTrainAndTestFromTheirFiles() throws IOException {
    AgNews data = new AgNews(SyntheticNews.writeTo(directory, 8, 4));

    assertThat(data.train()).isEqualTo(SyntheticNews.rows(8, 1));
    assertThat(data.test()).isEqualTo(SyntheticNews.rows(4, 2));
  }

  @Test
  void joinsTitleAndDescriptionWithASpace() {
    assertThat(new NewsRow(3, "Title", "text").text()).isEqualTo("Title text");
    assertThat(new NewsRow(3, "Title", "text").labelName()).isEqualTo("Sci/Tech");
  }

  @Test
  void namesFileAndLineOfARowWithTooFewColumns() throws IOException {
    Path file = write("\"1\",\"a\",\"b\nstill the first row\"\n\"2\",\"only a title\"\n");

    assertRefused(file, file + ", line 3: the row has 2 columns instead of 3; correct it.");
  }

  @Test
  void namesFileAndLineOfARowWithTooManyColumns() throws IOException {
    Path file = write("1,a,b\n2,a,b,c\n");

    assertRefused(file, file + ", line 2: the row has 4 columns instead of 3; correct it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "5", "x", "", "11", " 1", "-1"})
  void namesFileAndLineOfAnUnknownClass(String index) throws IOException {
    Path file = write("1,a,b\n\"" + index + "\",a,b\n");

    assertRefused(
        file,
        file + ", line 2: the row has the class '" + index + "' instead of 1 to 4; correct it.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n"})
  void refusesAFileWithoutRows(String content) throws IOException {
    Path file = write(content);

    assertRefused(file, "The file " + file + " has no rows: fetch it again.");
  }

  @Test
  void namesFileAndLineOfTextThatIsNotUtf8() throws IOException {
    Path file = directory.resolve("latin1.csv");
    String rows = "1,a,b\n".repeat(5_000);
    Files.write(file, (rows + "2,caf\u00e9,b\n" + rows).getBytes(StandardCharsets.ISO_8859_1));

    assertRefused(file, file + ", line 5001: the text is not UTF-8; convert the file.");
  }

  @Test
  void namesTheFirstLineWhereItsFirstCharacterIsNotUtf8() throws IOException {
    Path file = directory.resolve("latin1.csv");
    Files.write(file, "\u00e91,a,b\n".getBytes(StandardCharsets.ISO_8859_1));

    assertRefused(file, file + ", line 1: the text is not UTF-8; convert the file.");
  }

  @Test
  void passesOverAByteOrderMark() throws IOException {
    assertThat(AgNews.read(write("\ufeff1,a,b\n"))).containsExactly(new NewsRow(0, "a", "b"));
  }

  @Test
  void refusesAQuoteThatIsNeverClosed() throws IOException {
    Path file = write("1,a,b\n2,\"a,b\n");

    assertThatThrownBy(() -> AgNews.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("The file " + file + " cannot be read as CSV (")
        .hasMessageContaining("line 2")
        .hasMessageEndingWith("): repair it or fetch it again.");
  }

  @Test
  void refusesAFileThatIsNoFile() {
    assertThatThrownBy(() -> AgNews.read(directory))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "The file "
                + directory
                + " cannot be read as CSV (Is a directory): repair it or fetch it again.");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path missing = directory.resolve("nowhere");

    assertThatThrownBy(() -> new AgNews(missing))
        .isInstanceOf(DataException.class)
        .hasMessage("The data folder " + missing + " is not there: name one that holds AG News.");
  }

  @Test
  void refusesAFolderWithoutOneOfTheFiles() throws IOException {
    Files.writeString(directory.resolve("train.csv"), "1,a,b\n");
    // Neither is a folder of that name the file.
    Files.createDirectory(directory.resolve("test.csv"));

    assertThatThrownBy(() -> new AgNews(directory))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "The data folder "
                + directory
                + " holds no readable test.csv: put AG News' train.csv and test.csv there, or name"
                + " another folder.");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), content);
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> AgNews.read(file))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }
}
