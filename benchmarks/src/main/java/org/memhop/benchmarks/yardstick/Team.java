package org.memhop.benchmarks.yardstick;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The calling thread and helpers, which take parts of a piece of work until none is left; helpers spin a while before they park. */
final class Team implements AutoCloseable {
    private static final int SPINS = 20_000;

    private final List<Thread> helpers = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Work work = (thread, part) -> {};
    private volatile int parts;
    private volatile int round;
    private volatile boolean closed;

    /** Computes one part. */
    @FunctionalInterface
    interface Work {
        /**
         * The part of a thread.
         *
         * @param thread from 0 to the number of threads, exclusive
         */
        void run(int thread, int part);
    }

    Team(int threads) {
        for (int i = 1; i < threads; i++) {
            int number = i;
            Thread helper = new Thread(() -> help(number), "yardstick-" + i);
            helper.setDaemon(true);
            helpers.add(helper);
            helper.start();
        }
    }

    /** How many compute. */
    int threads() {
        return helpers.size() + 1;
    }

    /** Computes parts 0 to {@code count}, exclusive, and returns when all are done. For one caller at a time. */
    @SuppressWarnings({"NonAtomicVolatileUpdate", "ThreadPriorityCheck"}) // one caller; no result depends on the yield
    void run(int count, Work todo) {
        work = todo;
        parts = count;
        next.set(0);
        busy.set(helpers.size());
        round++;
        helpers.forEach(LockSupport::unpark);
        take(0);
        int spins = 0;
        while (busy.get() > 0) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw new IllegalStateException("a part of the step failed: " + thrown, thrown);
        }
    }

    private void take(int thread) {
        Work todo = work;
        int count = parts;
        try {
            for (int part = next.getAndIncrement(); part < count; part = next.getAndIncrement()) {
                todo.run(thread, part);
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void help(int thread) {
        int done = 0;
        int spins = 0;
        while (!closed) {
            if (round == done) {
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.parkNanos(
                            1_000_000); // bounded: work announced just before it is found at the latest then
                }
                continue;
            }
            spins = 0;
            done = round;
            take(thread);
            busy.decrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        helpers.forEach(LockSupport::unpark);
    }
}
