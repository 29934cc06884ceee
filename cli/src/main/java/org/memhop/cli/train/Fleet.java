package org.memhop.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.backend.Backend;
import org.memhop.api.task.Measure;
import org.memhop.api.task.TaskRequest;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.common.Interruption;
import org.memhop.cli.common.ProgressBoard;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.RunDirectory;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.TrainingRun;
import org.memhop.core.train.TrainingData;

/** The runs of one call of {@code train}, with the backends they compute on. */
final class Fleet implements AutoCloseable {
    private final Workbench workbench;
    private final BackendOptions options;
    private final int threads;
    private final List<TrainingRun> runs = new ArrayList<>();
    private final Map<String, Backend> backends = new HashMap<>();

    Fleet(Workbench workbench, BackendOptions options, int threads) {
        this.workbench = workbench;
        this.options = options;
        this.threads = threads;
    }

    /** Opens the backends of these configurations. Threads that have no training of their own help the others compute. */
    void reserve(Collection<RunConfig> configs) {
        int trainings =
                configs.stream().mapToInt(c -> c.settings().whole("restarts")).sum();
        int each = Math.max(1, threads / Math.max(1, trainings));
        for (RunConfig config : configs) {
            backends.computeIfAbsent(
                    config.settings().text("backend"), id -> workbench.plugins().open(id, options.config(each)));
        }
    }

    /** An open backend. */
    Backend backend(RunConfig config) {
        Backend backend = backends.get(config.settings().text("backend"));
        if (backend == null) {
            throw new IllegalStateException("backend " + config.settings().text("backend") + " was not reserved");
        }
        return backend;
    }

    void add(TrainingRun run) {
        runs.add(run);
    }

    /**
     * Trains all runs, and shows what they came to.
     *
     * @param place directory of the run, or of them all
     * @param finished runs there that were finished before
     * @return exit status
     */
    int train(Path place, List<RunDirectory> finished) {
        try (Interruption interruption = Interruption.open()) {
            Output err = workbench.screen().err();
            runs.stream().findFirst().ifPresent(first -> introduce(first, place, err));
            Map<TrainingRun, RunResult> results;
            try (ProgressBoard board = new ProgressBoard(err, interruption::asked)) {
                results = new TrainingPool(board, backends).train(runs, threads);
            }
            if (results.size() < runs.size()) {
                err.line("Stopped; what was trained is saved. Go on with");
                err.line("  " + workbench.screen().command() + " train --resume " + place);
                return ExitCode.INTERRUPTED.code();
            }
            Map<Path, RunResult> all = new HashMap<>();
            finished.forEach(run -> run.result().ifPresent(result -> all.put(run.path(), result)));
            results.forEach((run, result) -> all.put(run.path(), result));
            Map<Path, RunResult> ordered = new LinkedHashMap<>();
            for (RunDirectory run : RunDirectory.below(place)) {
                RunResult result = all.get(run.path());
                if (result != null) { // others may lie beside those of this call
                    ordered.put(run.path(), result);
                }
            }
            new Summary(workbench.screen()).show(place, ordered);
            return (interruption.asked() ? ExitCode.INTERRUPTED : ExitCode.OK).code();
        }
    }

    private void introduce(TrainingRun first, Path place, Output err) {
        var settings = first.config().settings();
        boolean text = first.task().measure() == Measure.PERPLEXITY;
        String name = runs.size() == 1 ? String.valueOf(first.path().getFileName()) : Figures.count(runs.size(), "run");
        int restarts = settings.whole("restarts");
        err.line("Training " + name + ": " + (text ? words(first) : questions(first)) + ", "
                + source(first.config().request())
                + (restarts == 1 ? "" : ", " + Figures.count(restarts, "restart")));
        err.line("  " + Figures.count(settings.whole("hops"), "hop")
                + (text
                        ? ", memory of "
                                + Figures.count(first.training().data().size().slots(), "word")
                        : "")
                + ", dimension " + settings.text("dimension") + (text ? "" : ", " + settings.text("encoding")) + ", "
                + settings.text("tying") + " tying, backend "
                + backend(first.config()).info().id());
        err.line("  into " + place);
    }

    private String questions(TrainingRun run) {
        TrainingData data = run.training().data();
        int questions = data.train().size() + data.validation().size();
        return Figures.count(questions, "question") + (runs.size() == 1 ? "" : " each");
    }

    private static String words(TrainingRun run) {
        TrainingData data = run.training().data();
        return Figures.count(data.train().size(), "word") + ", "
                + Figures.format("%,d", data.vocabulary().words().size()) + " different";
    }

    private static String source(TaskRequest request) {
        Optional<Path> place =
                request.data().or(() -> request.files().values().stream().findFirst());
        return place.map(path -> "from " + path).orElse("generated with seed " + request.seed());
    }

    @Override
    public void close() {
        runs.forEach(TrainingRun::close);
        backends.values().forEach(Backend::close);
    }
}
