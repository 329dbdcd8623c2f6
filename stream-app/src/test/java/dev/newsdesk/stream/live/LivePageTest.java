package dev.newsdesk.stream.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.AccuracyEstimate;
import dev.newsdesk.AccuracyReport;
import dev.newsdesk.ConfusionCount;
import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.stream.MutableClock;
import dev.newsdesk.stream.TinyCheckpoint;
import dev.newsdesk.stream.batching.Rejection;
import dev.newsdesk.stream.classification.Outcome;
import dev.newsdesk.stream.classification.RejectionCause;
import dev.newsdesk.stream.http.BadRequestException;
import dev.newsdesk.stream.http.Content;
import dev.newsdesk.stream.http.Health;
import dev.newsdesk.stream.http.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class LivePageTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Pattern REFERENCE = Pattern.compile("(?:src|href|from)[ =]['\"]([^'\"]+)");

  private final MutableClock clock = new MutableClock(NOON);
  private Health health = new Health(true, false, "Starting: the model is being loaded.");
  private final LivePage page = new LivePage(() -> health, clock);

  @Test
  void beforeAnythingHasHappenedItSaysWhatItWaitsForAndNoFigureIsMadeUp() throws Exception {
    JsonNode status = json("/api/status");

    assertThat(status.at("/health/explanation").textValue())
        .isEqualTo("Starting: the model is being loaded.");
    assertThat(status.get("checkpoint").isNull()).isTrue();
    assertThat(status.get("latency").isNull()).isTrue();
    assertThat(status.get("accuracy").isNull()).isTrue();
    assertThat(status.at("/rate/perSecond").doubleValue()).isZero();
    assertThat(status.at("/deadLetters/byCause")).hasSize(RejectionCause.values().length);
    assertThat(json("/api/articles").get("articles")).isEmpty();
  }

  @Test
  void whatHappensIsInTheFigures() throws Exception {
    page.listener().received();
    page.listener().received();
    label("World", "Peace");
    page.listener()
        .deadLettered(new Rejection(RejectionCause.EMPTY, "No text.", "news.articles", 2, 7));
    page.predictions()
        .accept(new PredictionWork(2, 44, 40, 10, 48, Duration.ZERO, Duration.ofMillis(1)));
    clock.advance(Duration.ofSeconds(1));
    health = new Health(true, true, "Running.");

    JsonNode status = json("/api/status");
    assertThat(status.at("/health/ready").booleanValue()).isTrue();
    assertThat(status.at("/articles/received").longValue()).isEqualTo(2);
    assertThat(status.at("/articles/labelled").longValue()).isOne();
    assertThat(status.at("/articles/byCategory/World").longValue()).isOne();
    assertThat(status.at("/rate/perSecond").doubleValue()).isEqualTo(0.2);
    assertThat(status.at("/rate/history")).hasSize(60);
    assertThat(status.at("/latency/median").doubleValue()).isEqualTo(0.04);
    assertThat(status.at("/words/total").longValue()).isEqualTo(40);
    assertThat(status.at("/words/unknown").longValue()).isEqualTo(10);
    assertThat(status.at("/deadLetters/total").longValue()).isOne();
    assertThat(status.at("/deadLetters/recent/0"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    "{'number': 1, 'at': '2026-11-23T12:00:00Z', 'cause': 'EMPTY', 'explanation': 'No text.', 'topic': 'news.articles', 'partition': 2, 'offset': 7}"
                        .replace('\'', '"')));
  }

  @Test
  void articlesComeAfterTheLastOneThatWasSeen() throws Exception {
    label("World", "<img src=x onerror=alert(1)>");
    label("Sports", "Match");

    JsonNode all = json("/api/articles").get("articles");
    assertThat(all).hasSize(2);
    assertThat(all.at("/0/headline").textValue()).isEqualTo("<img src=x onerror=alert(1)>");
    assertThat(all.at("/0/confidence").doubleValue()).isEqualTo(0.9);
    assertThat(all.at("/0/latency").doubleValue()).isEqualTo(0.04);
    JsonNode one = json("/api/articles", "after=1");
    assertThat(one.get("startedAt").textValue()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(one.get("articles")).hasSize(1);
    assertThat(one.at("/articles/0/category").textValue()).isEqualTo("Sports");
    assertThatThrownBy(() -> get("/api/articles", "after=x"))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void theCheckpointIsShownWithWhatItReached() throws Exception {
    page.serving(TinyCheckpoint.manifest());

    JsonNode checkpoint = json("/api/status").get("checkpoint");
    assertThat(checkpoint.get("id").textValue()).isEqualTo(TinyCheckpoint.manifest().id());
    assertThat(checkpoint.get("labels")).hasSize(TinyCheckpoint.manifest().labels().size());
    assertThat(checkpoint.get("testAccuracy").isNull()).isTrue();
    assertThat(checkpoint.get("testUnknownWords").isNull()).isTrue();
  }

  @Test
  void accuracyIsGivenAsItIsKnown() throws Exception {
    AccuracyEstimate estimate = new AccuracyEstimate(100L, 91L, 0.91, 0.838, 0.952);
    AccuracyEstimate world = new AccuracyEstimate(40L, 31L, 0.775, 0.625, 0.877);
    var confusions = List.of(new ConfusionCount("World", "Sports", 9L));
    AccuracyReport cumulative =
        new AccuracyReport("id", null, null, estimate, Map.of("World", world), confusions);
    AccuracyReport window =
        new AccuracyReport(
            "id", NOON, NOON.plusSeconds(60), estimate, Map.of("World", estimate), confusions);
    page.accuracy(() -> Optional.of(new AccuracySnapshot(cumulative, List.of(window))));

    JsonNode json = json("/api/status").get("accuracy");
    assertThat(json.at("/overall/accuracy").doubleValue()).isEqualTo(0.91);
    assertThat(json.at("/overall/lowerBound").doubleValue()).isEqualTo(0.838);
    assertThat(json.at("/overall/upperBound").doubleValue()).isEqualTo(0.952);
    assertThat(json.at("/byCategory/World/correct").longValue()).isEqualTo(31);
    assertThat(json.at("/confusions/0/predicted").textValue()).isEqualTo("Sports");
    assertThat(json.at("/confusions/0/articles").longValue()).isEqualTo(9);
    assertThat(json.at("/windows/0/start").textValue()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(json.at("/windows/0/labelled").longValue()).isEqualTo(100);
  }

  @Test
  void theFilesReferToNothingButEachOtherAndParseNoHtml() {
    for (String path : page.resources().keySet()) {
      if (path.startsWith("/api/")) {
        continue;
      }
      String text = get(path).text();
      Matcher reference = REFERENCE.matcher(text);
      while (reference.find()) {
        String target = reference.group(1).replaceFirst("^\\./", "");
        assertThat(target.startsWith("#") || answered(target)).as(path + ": " + target).isTrue();
      }
      assertThat(text.replace("http://www.w3.org/2000/svg", "")).as(path).doesNotContain("://");
      assertThat(text)
          .as(path)
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval");
    }
  }

  private boolean answered(String target) {
    return page.resources().containsKey("/" + target)
        || List.of("metrics", "readyz").contains(target);
  }

  private void label(String category, String headline) {
    page.listener()
        .classified(
            new Outcome.Classified("id", category, 0.9, headline, Bytes.wrap(new byte[0])),
            Duration.ofMillis(40));
  }

  private Content get(String path, String... parameters) {
    return Objects.requireNonNull(page.resources().get(path), path)
        .content(new Parameters(List.of(parameters)));
  }

  private JsonNode json(String path, String... parameters) throws JsonProcessingException {
    Content content = get(path, parameters);
    assertThat(content.type()).isEqualTo("application/json");
    return new JsonMapper().readTree(content.text());
  }
}
