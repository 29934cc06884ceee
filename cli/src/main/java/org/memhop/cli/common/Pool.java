package org.memhop.cli.common;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.memhop.api.MemhopException;

/** Does pieces of work on some threads, in their order. */
public final class Pool {
    private Pool() {}

    /**
     * Returns when all are done.
     *
     * @throws MemhopException if one failed, after the others have ended; further failures are suppressed in it
     */
    public static void run(List<Runnable> work, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, work.size())));
        try {
            List<Future<?>> futures = new ArrayList<>();
            work.forEach(piece -> futures.add(pool.submit(piece)));
            await(futures);
        } finally {
            pool.shutdown();
        }
    }

    private static void await(List<Future<?>> futures) {
        List<MemhopException> failures = new ArrayList<>();
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof MemhopException failure)) {
                    throw new IllegalStateException("a training failed", e.getCause());
                }
                failures.add(failure);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while training", e);
            }
        }
        if (!failures.isEmpty()) {
            MemhopException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
