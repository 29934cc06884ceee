package org.memhop.cli.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.memhop.api.MemhopException;
import org.memhop.api.backend.Backend;
import org.memhop.core.run.RunResult;
import org.memhop.core.run.TrainingRun;

/** Trains the restarts of several runs on some threads, the longest first, and finishes each run after its last restart. */
final class TrainingPool {
    private final ProgressBoard board;
    private final Map<String, Backend> backends;
    private final Map<TrainingRun, AtomicInteger> missing = new ConcurrentHashMap<>();
    private final Map<TrainingRun, RunResult> results = new ConcurrentHashMap<>();

    /**
     * @param backends open ones, by id
     */
    TrainingPool(ProgressBoard board, Map<String, Backend> backends) {
        this.board = board;
        this.backends = backends;
    }

    /**
     * Trains until all are done or the board says stop.
     *
     * @return what the finished runs came to
     * @throws MemhopException if a training failed, after the others have ended; further failures are suppressed in it
     */
    Map<TrainingRun, RunResult> train(List<TrainingRun> runs, int threads) {
        List<Cell> cells = new ArrayList<>();
        for (TrainingRun run : runs) {
            missing.put(run, new AtomicInteger(run.restarts()));
            for (int restart = 0; restart < run.restarts(); restart++) {
                cells.add(new Cell(run, restart, board));
            }
        }
        cells.sort(Comparator.comparingDouble(Cell::cost).reversed());
        board.watch(cells);
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, cells.size())));
        try {
            List<Future<?>> futures = new ArrayList<>();
            cells.forEach(cell -> futures.add(pool.submit(() -> train(cell))));
            await(futures);
        } finally {
            pool.shutdown();
        }
        return results;
    }

    private void train(Cell cell) {
        TrainingRun run = cell.run();
        Backend backend = backends.get(run.config().settings().text("backend"));
        if (board.stopping() || backend == null || !run.train(cell.restart(), backend, cell)) {
            return;
        }
        cell.done();
        run.finished(cell.restart()).ifPresent(restart -> board.finished(cell, restart));
        AtomicInteger left = missing.get(run);
        if (left != null && left.decrementAndGet() == 0) {
            results.put(run, run.finish());
        }
    }

    private static void await(List<Future<?>> futures) {
        MemhopException failure = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof MemhopException cause)) {
                    throw new IllegalStateException("a training failed", e.getCause());
                } else if (failure == null) {
                    failure = cause;
                } else {
                    failure.addSuppressed(cause);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while training", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
