package org.memhop.cli.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.memhop.api.backend.Backend;
import org.memhop.cli.common.Pool;
import org.memhop.cli.common.Progress;
import org.memhop.cli.common.ProgressBoard;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.TrainingRun;
import org.memhop.core.train.TrainingData;

/** Trains the restarts of several runs on some threads, the longest first, and finishes each run after its last restart. */
public final class TrainingPool {
    private final ProgressBoard board;
    private final Map<String, Backend> backends;
    private final Map<TrainingRun, RunResult> results = new ConcurrentHashMap<>();

    /**
     * @param backends open ones, by id
     */
    public TrainingPool(ProgressBoard board, Map<String, Backend> backends) {
        this.board = board;
        this.backends = backends;
    }

    /** A restart of a run; the run counts how many of them are left. */
    private record Cell(TrainingRun run, int restart, AtomicInteger left, Progress progress) {}

    /**
     * Trains until all are done or the board says stop.
     *
     * @return what the finished runs came to
     * @throws org.memhop.api.MemhopException if a training failed, after the others have ended
     */
    public Map<TrainingRun, RunResult> train(List<TrainingRun> runs, int threads) {
        List<Cell> cells = new ArrayList<>();
        for (TrainingRun run : runs) {
            AtomicInteger left = new AtomicInteger(run.restarts());
            TrainingData data = run.training().data();
            double cost = Progress.cost(
                    run.config().settings(), data.size(), data.train().size());
            for (int restart = 0; restart < run.restarts(); restart++) {
                Progress progress = new Progress(
                        name(run, restart), run.config().settings(), run.task().measure(), cost, board);
                cells.add(new Cell(run, restart, left, progress));
            }
        }
        cells.sort(Comparator.comparingDouble((Cell cell) -> cell.progress().cost())
                .reversed());
        board.watch(cells.stream().map(Cell::progress).toList());
        List<Runnable> work = new ArrayList<>();
        cells.forEach(cell -> work.add(() -> train(cell)));
        Pool.run(work, threads);
        return results;
    }

    private void train(Cell cell) {
        TrainingRun run = cell.run();
        Backend backend = backends.get(run.config().settings().text("backend"));
        if (board.stopping() || backend == null || !run.train(cell.restart(), backend, cell.progress())) {
            return;
        }
        run.finished(cell.restart()).ifPresent(restart -> board.finished(cell.progress(), restart));
        if (cell.left().decrementAndGet() == 0) {
            results.put(run, run.finish());
        }
    }

    /** As in {@code babi-1} or {@code babi-1 restart 2}. */
    private static String name(TrainingRun run, int restart) {
        String name = String.valueOf(run.path().getFileName());
        return run.restarts() == 1 ? name : name + " restart " + (restart + 1);
    }
}
