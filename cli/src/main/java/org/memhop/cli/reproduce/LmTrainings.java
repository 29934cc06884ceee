package org.memhop.cli.reproduce;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.task.TaskData;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.Interruption;
import org.memhop.cli.common.ProgressBoard;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.train.TrainingPool;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.RunDirectory;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.TrainingRun;

/** Trains rows, each a run in a directory of its own; one that was begun goes on, one that is finished is left alone. */
final class LmTrainings {
    private final Workbench workbench;
    private final TaskData task;
    private final Path place;
    private final BackendOptions options;
    private final int threads;
    private final int saveSeconds;

    /**
     * @param place directory of the runs
     * @param threads trainings at once; those that are not needed for that help the backend
     * @param saveSeconds between two checkpoints
     */
    LmTrainings(Workbench workbench, TaskData task, Path place, BackendOptions options, int threads, int saveSeconds) {
        this.workbench = workbench;
        this.task = task;
        this.place = place;
        this.options = options;
        this.threads = threads;
        this.saveSeconds = saveSeconds;
    }

    RunDirectory directory(LmRow row) {
        return new RunDirectory(place.resolve(row.directory()));
    }

    /**
     * Refuses a row whose run was begun under other conditions.
     *
     * @param wanted what it is to be trained with
     * @throws ConfigException naming a setting or data that differs
     */
    void check(LmRow row, RunConfig wanted) {
        RunDirectory run = directory(row);
        if (!run.exists()) {
            return;
        }
        run.requireData(task);
        Map<String, String> found =
                RunConfig.read(run.path().resolve("config.yaml")).settings().values();
        new TreeMap<>(wanted.settings().values()).forEach((name, value) -> {
            String was = found.getOrDefault(name, "nothing");
            if (!was.equals(value)) {
                throw new ConfigException(run.path() + ": this training is of other conditions: setting " + name
                        + ": found " + was + ", expected " + value
                        + "; choose another --out, give the row a name of its own, as in " + row.id() + ":" + name + "="
                        + value + ", or delete the directory to train it again");
            }
        });
    }

    /** How far a row has come, for people. */
    String standing(LmRow row, RunConfig config) {
        RunDirectory run = directory(row);
        if (!run.exists()) {
            return "begins";
        }
        int epochs = run.curve(0, config.settings().whole("restarts")).epochs().size();
        return epochs == 0 ? "goes on" : "goes on after epoch " + epochs;
    }

    /** Trains a row to its end; gives nothing if it was interrupted before. */
    Optional<RunResult> train(LmRow row, RunConfig config, Interruption interruption) {
        RunDirectory directory = directory(row);
        int restarts = config.settings().whole("restarts");
        String id = config.settings().text("backend");
        try (Backend backend = workbench.plugins().open(id, options.config(Math.max(1, threads / restarts)));
                TrainingRun run = directory.exists()
                        ? TrainingRun.resume(directory.path(), task, workbench.plugins(), saveSeconds)
                        : TrainingRun.start(directory.path(), config, task, workbench.plugins(), backend, saveSeconds);
                ProgressBoard board = new ProgressBoard(workbench.screen().err(), interruption::asked)) {
            Map<TrainingRun, RunResult> results =
                    new TrainingPool(board, Map.of(id, backend)).train(List.of(run), threads);
            return Optional.ofNullable(results.get(run));
        }
    }
}
