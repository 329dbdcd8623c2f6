package dev.newsdesk.trainer.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.newsdesk.trainer.report.chart.LineChart.Line;
import dev.newsdesk.trainer.report.chart.LineChart.Point;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ChartTest {

  private static final Chart BARS =
      BarChart.ofNames("Rows", "class", "rows", List.of("World", "Sports"), List.of(1_234, 2_345));

  private static final Chart LINES =
      new LineChart(
          "Curves",
          "epochs",
          List.of(),
          List.of(
              new Line("loss (nats)", "max", "training", List.of(new Point(1, 2), new Point(2, 1))),
              new Line(
                  "accuracy (%)", "max", "test", List.of(new Point(1, 80), new Point(2, 90)))));

  @Test
  void drawsTheSameBytesEachTime() {
    assertThat(BARS.svg()).isEqualTo(BARS.svg());
    assertThat(LINES.svg()).isEqualTo(LINES.svg());
  }

  @Test
  void drawsTheSameBytesInAnyLocale() {
    String before = BARS.svg();
    Locale locale = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(BARS.svg()).isEqualTo(before);
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void drawsOnWhiteSoThatADarkPageShowsItToo() {
    assertThat(BARS.svg())
        .containsPattern("<path[^>]* fill=\"rgb\\(255,255,255\\)\"[^>]* d=\"M0.0 0.0");
  }

  @Test
  void namesAxesPanelsAndLines() {
    assertThat(LINES.svg().lines().map(String::strip))
        .contains("Curves", "epochs", "loss (nats)", "accuracy (%)", "max", "training", "test");
  }

  @Test
  void writesEachCountIntoItsCell() {
    String svg =
        new HeatMap(
                "Classes",
                "given",
                "true",
                List.of("World", "Sports"),
                List.of(List.of(1_234, 5), List.of(67, 890)))
            .svg();

    assertThat(svg.lines().map(String::strip))
        .containsSubsequence("67", "890", "1,234", "5")
        .contains("given", "true");
  }

  @Test
  void numbersIdentifiersAndRoundsPositionsButNotLabels() {
    assertThat(
            StableSvg.of(
                "<g id=\"pYl7Fwd\" x=\"1.23456\" y=\"-0.005\">0.125</g>  \n#pYl7Fwd #dAbCdEf #ffffff"))
        .isEqualTo("<g id=\"part0\" x=\"1.23\" y=\"-0.01\">0.125</g>\n#part0 #part1 #ffffff\n");
  }
}
