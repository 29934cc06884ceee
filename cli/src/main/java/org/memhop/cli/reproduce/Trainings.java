package org.memhop.cli.reproduce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.memhop.api.ConfigException;
import org.memhop.api.TrainingException;
import org.memhop.api.backend.Backend;
import org.memhop.api.task.TaskData;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.Interruption;
import org.memhop.cli.common.Pool;
import org.memhop.cli.common.Progress;
import org.memhop.cli.common.ProgressBoard;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Environment;
import org.memhop.core.run.RunResult.Restart;
import org.memhop.core.run.Training;
import org.memhop.core.run.TrainingRun;
import org.memhop.core.train.Answers;
import org.memhop.core.train.Score;
import org.memhop.core.train.Stacking;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingData;

/** Does all trainings of a table that have not been done before, the longest first. */
final class Trainings {
    /** What was held out of training, among what a training answers. */
    static final String HELD_OUT = "held-out";

    private final Workbench workbench;
    private final CellStore store;
    private final Map<String, String> settings;

    /**
     * @param settings for every column, after what task and column change
     */
    Trainings(Workbench workbench, CellStore store, Map<String, String> settings) {
        this.workbench = workbench;
        this.store = store;
        this.settings = settings;
    }

    /**
     * All trainings, and where they were done.
     *
     * @param results by the name of the training
     * @param store of what they answered
     */
    record Outcome(Map<String, Finished> results, Environment environment, CellStore store) {
        /** The restarts of a column's task, or of its joint model, in order. */
        List<Finished> restarts(Column column, String task, int count) {
            List<Finished> restarts = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                String name = Cell.name(column, task, i);
                Finished restart = results.get(name);
                if (restart == null) {
                    throw new IllegalStateException(name + " was not trained");
                }
                restarts.add(restart);
            }
            return restarts;
        }

        /**
         * How right trainings are that answer together.
         *
         * @param trainings on the same data
         * @param stacked whether they count by what they answer to held-out questions
         */
        Together together(List<Finished> trainings, boolean stacked) {
            Map<String, List<Answers>> said = new LinkedHashMap<>();
            for (Finished training : trainings) {
                store.answers(training.cell())
                        .forEach((asked, answers) -> said.computeIfAbsent(asked, name -> new ArrayList<>())
                                .add(answers));
            }
            Optional<double[]> weights = Optional.ofNullable(said.get(HELD_OUT))
                    .filter(held -> stacked)
                    .map(Stacking::weights);
            Map<String, Score> scores = new LinkedHashMap<>();
            said.forEach((asked, answers) -> {
                Answers together = weights.isEmpty()
                        ? Answers.mean(answers)
                        : asked.equals(HELD_OUT)
                                ? Stacking.crossFitted(answers)
                                : Answers.mixed(answers, weights.get());
                scores.put(asked, together.score());
            });
            return new Together(scores, weights);
        }
    }

    /**
     * Trainings that answer together.
     *
     * @param scores by the name of a task its test, and {@link #HELD_OUT}
     * @param weights of each training, if they do not count alike
     */
    record Together(Map<String, Score> scores, Optional<double[]> weights) {}

    /**
     * All trainings of a table.
     *
     * @throws ConfigException if a column's settings do not go together or with the data, if it names a component that there
     *     is not, or if the members of an ensemble hold out different questions, or none to find weights by
     */
    List<Cell> cells(List<Column> columns, Corpus corpus, int restarts) {
        columns.forEach(column -> checkShares(column, corpus));
        Map<String, TaskData> single = new LinkedHashMap<>();
        corpus.single().forEach((task, data) -> single.put(Integer.toString(task), data));
        Map<String, TaskData> joint =
                columns.stream().anyMatch(Column::joint) ? Map.of(Cell.JOINT, corpus.joint()) : Map.of();
        Set<Column> answering =
                columns.stream().flatMap(column -> column.members().stream()).collect(Collectors.toSet());
        List<Cell> cells = new ArrayList<>();
        for (Column column : columns.stream()
                .flatMap(each -> each.trained().stream())
                .distinct()
                .toList()) {
            int first = cells.size();
            (column.joint() ? joint : single).forEach((task, data) -> {
                Settings changed = column.settings(data, settings);
                for (int restart = 1; restart <= restarts; restart++) {
                    cells.add(new Cell(column, task, restart, data, changed, answering.contains(column)));
                }
            });
            check(cells.get(first));
        }
        return cells;
    }

    /** The members of an ensemble answer the same questions, those that are held out among them. */
    private void checkShares(Column ensemble, Corpus corpus) {
        TaskData any = corpus.single().values().iterator().next();
        Map<String, String> shares = new LinkedHashMap<>();
        for (Column member : ensemble.members()) {
            shares.putIfAbsent(member.settings(any, settings).text("validation"), member.id());
        }
        if (shares.size() > 1) {
            throw new ConfigException(
                    "column " + ensemble.id() + ": found members that hold out different shares of the"
                            + " questions, setting validation being "
                            + shares.entrySet().stream()
                                    .map(share -> share.getKey() + " in " + share.getValue())
                                    .collect(Collectors.joining(" and "))
                            + "; expected one share, as members answer the same questions");
        }
        if (ensemble.stacked() && shares.keySet().stream().allMatch(share -> Double.parseDouble(share) == 0)) {
            throw new ConfigException(
                    "column " + ensemble.id() + ": found validation=0, which holds out no question; expected"
                            + " some, by which the weights of its members are found, or another ensemble, as in "
                            + ensemble.id()
                            + ":weights=equal");
        }
    }

    /** Finds out now what would else be found out when the others have been trained. */
    private void check(Cell cell) {
        try {
            new Training(cell.data(), cell.settings(), workbench.plugins());
        } catch (ConfigException e) {
            throw new ConfigException("column " + cell.column().id() + ": " + e.getMessage(), e);
        }
    }

    /** Trains; gives nothing if it was interrupted before all was trained. */
    Optional<Outcome> run(
            List<Cell> cells, Corpus corpus, int threads, BackendOptions options, Interruption interruption) {
        Map<String, Finished> results = new ConcurrentHashMap<>();
        List<Cell> missing = new ArrayList<>();
        for (Cell cell : cells) {
            store.find(cell).ifPresentOrElse(found -> results.put(cell.name(), found), () -> missing.add(cell));
        }
        int each = Math.max(1, threads / Math.max(1, missing.size()));
        try (Backend backend =
                workbench.plugins().open(cells.get(0).settings().text("backend"), options.config(each))) {
            workbench.screen().err().line(introduction(cells.size(), missing.size()));
            try (ProgressBoard board = new ProgressBoard(workbench.screen().err(), interruption::asked)) {
                train(missing, results, backend, board, threads);
            }
            return results.size() < cells.size()
                    ? Optional.empty()
                    : Optional.of(new Outcome(
                            results, environment(backend, corpus, cells.get(0).settings()), store));
        }
    }

    private void train(
            List<Cell> cells, Map<String, Finished> results, Backend backend, ProgressBoard board, int threads) {
        IdentityHashMap<TaskData, TrainingData> sizes =
                new IdentityHashMap<>(); // equality would compare all their words
        List<Work> all = new ArrayList<>();
        for (Cell cell : cells) {
            TrainingData data = sizes.computeIfAbsent(cell.data(), d -> TrainingData.of(d, cell.settings()));
            double cost =
                    Progress.cost(cell.settings(), data.size(), data.train().size());
            all.add(new Work(
                    cell, new Progress(cell.name(), cell.settings(), cell.data().measure(), cost, board)));
        }
        all.sort(Comparator.comparingDouble((Work work) -> work.progress().cost())
                .reversed());
        board.watch(all.stream().map(Work::progress).toList());
        List<Runnable> pieces = new ArrayList<>();
        all.forEach(work -> pieces.add(() -> train(work.cell(), work.progress(), backend, board)
                .ifPresent(result -> results.put(work.cell().name(), result))));
        Pool.run(pieces, threads);
    }

    /** A training, and what is shown of it. */
    private record Work(Cell cell, Progress progress) {}

    private Optional<Finished> train(Cell cell, Progress progress, Backend backend, ProgressBoard board) {
        if (board.stopping()) {
            return Optional.empty();
        }
        long begin = System.nanoTime();
        Training training = new Training(cell.data(), cell.settings(), workbench.plugins());
        int restart = cell.restart() - 1;
        try (Trainer trainer = training.trainer(backend, restart)) {
            if (!trainer.run(progress)) {
                return Optional.empty();
            }
            trainer.select();
            Restart result = training.score(trainer, restart, (System.nanoTime() - begin) / 1e9);
            Finished finished = new Finished(cell, result, Optional.of(Instant.now()));
            store.save(finished, cell.answers() ? answers(training, trainer) : Map.of());
            board.finished(progress, result);
            return Optional.of(finished);
        } catch (TrainingException e) {
            throw new TrainingException(cell.name() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Answers> answers(Training training, Trainer trainer) {
        Map<String, Answers> answers = training.answers(trainer);
        training.heldOut(trainer).ifPresent(held -> answers.put(HELD_OUT, held));
        return answers;
    }

    private String introduction(int all, int missing) {
        return missing == all
                ? Figures.count(all, "training")
                : Figures.count(all, "training") + ", " + (all - missing) + " of them finished before";
    }

    private Environment environment(Backend backend, Corpus corpus, Settings first) {
        Map<String, String> digests = new LinkedHashMap<>();
        corpus.single().values().forEach(task -> digests.putAll(Cell.digests(task)));
        Map<String, String> details =
                new LinkedHashMap<>(Map.of("id", backend.info().id()));
        details.putAll(backend.info().details());
        Environment here =
                Environment.capture(TrainingRun.version(), details, Map.of("seed", first.wide("seed")), List.of());
        return new Environment(
                here.memhop(), here.java(), here.os(), here.cores(), here.backend(), here.seeds(), digests);
    }
}
