package org.memhop.cli.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
     * @throws IllegalStateException likewise, if one failed with any other exception, which is the cause
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
        List<Throwable> failures = new ArrayList<>();
        futures.forEach(future -> failure(future).ifPresent(failures::add));
        if (failures.isEmpty()) {
            return;
        }
        // an error in Memhop says more than what it may have brought about
        Throwable first = failures.stream()
                .filter(failure -> !(failure instanceof MemhopException))
                .findFirst()
                .orElse(failures.get(0));
        RuntimeException thrown =
                first instanceof MemhopException known ? known : new IllegalStateException("a training failed", first);
        failures.stream().filter(failure -> failure != first).forEach(thrown::addSuppressed);
        throw thrown;
    }

    /** Waits for its end, even if interrupted: what the work uses is closed after it. */
    private static Optional<Throwable> failure(Future<?> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    future.get();
                    return Optional.empty();
                } catch (ExecutionException e) {
                    return Optional.of(Objects.requireNonNullElse(e.getCause(), e));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
