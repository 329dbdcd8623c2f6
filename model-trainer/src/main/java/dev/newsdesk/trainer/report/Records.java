package dev.newsdesk.trainer.report;

import dev.newsdesk.trainer.data.DataDescription;
import dev.newsdesk.trainer.experiment.Experiment;
import dev.newsdesk.trainer.experiment.Experiments;
import dev.newsdesk.trainer.publishing.Published;
import dev.newsdesk.trainer.training.RecordDirectory;
import dev.newsdesk.trainer.training.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that the report is made from. */
final class Records {

  private final Map<String, RunRecord> runs;
  private final @Nullable DataDescription data;
  private final @Nullable Published published;

  /** Takes records, each of another experiment. */
  Records(List<RunRecord> runs, @Nullable DataDescription data, @Nullable Published published) {
    this.runs =
        runs.stream()
            .collect(Collectors.toMap(run -> run.experiment().name(), Function.identity()));
    this.data = data;
    this.published = published;
  }

  /** Reads those that are kept in a folder. */
  static Records in(RecordDirectory directory) {
    return new Records(
        Experiments.all().stream()
            .flatMap(experiment -> directory.run(experiment.name()).stream())
            .toList(),
        directory.read(DataDescription.RECORD, DataDescription.class).orElse(null),
        directory.read(Published.RECORD, Published.class).orElse(null));
  }

  /** Returns the record of a run. */
  Optional<RunRecord> run(String experiment) {
    return Optional.ofNullable(runs.get(experiment));
  }

  /** Returns the records there are, in the order of the experiments. */
  List<RunRecord> runs() {
    return Experiments.all().stream()
        .map(Experiment::name)
        .flatMap(name -> run(name).stream())
        .toList();
  }

  /** Returns what is known of the data set. */
  Optional<DataDescription> data() {
    return Optional.ofNullable(data);
  }

  /** Returns what is known of the published checkpoint. */
  Optional<Published> published() {
    return Optional.ofNullable(published);
  }

  /** Returns the accuracy on the full test set of what counts in a run. */
  static double testAccuracy(RunRecord run) {
    if (run.reading() != null) {
      return run.reading().test().accuracy();
    }
    return run.best().map(best -> best.test().accuracy()).orElse(Double.NaN);
  }
}
