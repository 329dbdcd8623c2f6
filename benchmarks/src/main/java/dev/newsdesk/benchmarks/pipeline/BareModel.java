package dev.newsdesk.benchmarks.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.newsdesk.benchmarks.pipeline.measurement.ProcessMemory;
import dev.newsdesk.benchmarks.pipeline.measurement.SteadyState;
import dev.newsdesk.benchmarks.pipeline.measurement.Window;
import dev.newsdesk.classifier.network.TorchEngine;
import dev.newsdesk.classifier.prediction.BatchPlan;
import dev.newsdesk.classifier.prediction.BatchPredictor;
import dev.newsdesk.classifier.prediction.PredictionWork;
import dev.newsdesk.classifier.prediction.TextClassifier;
import dev.newsdesk.trainer.data.NewsRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The model without Kafka: the same articles in batches of the same size, by as many threads with a
 * predictor each, tokenizing and padding included. A program of its own; it prints one row as JSON.
 */
final class BareModel {

  /** What {@code batch.size} is by default. */
  private static final int BATCH = 256;

  private final LongAdder tokens = new LongAdder();
  private final LongAdder paddedTokens = new LongAdder();
  private final List<String> texts;
  private final int articles;

  private BareModel(List<String> texts, int articles) {
    this.texts = texts;
    this.articles = articles;
  }

  /** Takes the checkpoint's folder, the numbers of articles and threads, and AG News' folder. */
  public static void main(String[] arguments) throws JsonProcessingException {
    // Before the first logger: standard output is for the figures alone.
    System.setProperty("logback.configurationFile", "dev/newsdesk/benchmarks/cli/logging.xml");
    TorchEngine.configure(1);
    TorchEngine.start();
    Path data = arguments.length > 3 ? Path.of(arguments[3]) : null;
    List<String> texts = Setup.agNews(data).test().stream().map(NewsRow::text).toList();
    BareModel model = new BareModel(texts, Integer.parseInt(arguments[1]));
    try (TextClassifier classifier =
        TextClassifier.load(Path.of(arguments[0]), TorchEngine.device("auto"))) {
      RowFigures figures = model.measure(classifier, Integer.parseInt(arguments[2]));
      byte[] json = JsonMapper.builder().build().writeValueAsBytes(figures);
      System.out.println(new String(json, StandardCharsets.UTF_8));
    }
  }

  private RowFigures measure(TextClassifier classifier, int threads) {
    Window window = classifyAll(classifier, threads);
    return new RowFigures(
        Row.BARE.label(),
        window.articlesPerSecond(),
        1.0,
        (double) paddedTokens.sum() / tokens.sum(),
        (double) articles / batches(),
        null,
        window.cpuSecondsPer1000(),
        ProcessMemory.peakMebibytes(ProcessHandle.current().pid()));
  }

  private int batches() {
    return (articles + BATCH - 1) / BATCH;
  }

  private List<String> batch(int number) {
    return IntStream.range(number * BATCH, Math.min(articles, (number + 1) * BATCH))
        .mapToObj(i -> texts.get(i % texts.size()))
        .toList();
  }

  private Window classifyAll(TextClassifier classifier, int threads) {
    AtomicInteger next = new AtomicInteger();
    AtomicLong finished = new AtomicLong();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CompletableFuture<?> all =
          CompletableFuture.allOf(
              Stream.generate(
                      () ->
                          CompletableFuture.runAsync(
                              () -> classify(classifier, next, finished), executor))
                  .limit(threads)
                  .toArray(CompletableFuture<?>[]::new));
      Window window = new SteadyState().watch(articles, new Progress(finished, all));
      all.join();
      return window;
    } finally {
      executor.shutdown();
    }
  }

  private void classify(TextClassifier classifier, AtomicInteger next, AtomicLong finished) {
    try (BatchPredictor predictor = classifier.newPredictor(BatchPlan.DEFAULT, this::count)) {
      for (int i = next.getAndIncrement(); i < batches(); i = next.getAndIncrement()) {
        finished.addAndGet(predictor.classify(batch(i)).size());
      }
    }
  }

  private void count(PredictionWork work) {
    tokens.add(work.tokens());
    paddedTokens.add(work.paddedTokens());
  }

  private record Progress(AtomicLong articles, CompletableFuture<?> all)
      implements SteadyState.Work {

    @Override
    public long finished() {
      return articles.get();
    }

    @Override
    public Duration cpu() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void requireRunning() {
      if (all.isCompletedExceptionally()) {
        all.join();
      }
    }
  }
}
