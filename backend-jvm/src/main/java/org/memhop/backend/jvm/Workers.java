package org.memhop.backend.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.memhop.backend.jvm.plan.Step;

/**
 * Threads that share the parts of a step with the thread that runs the plan. Waiting threads spin for a moment before they
 * park, as the next large step is often microseconds away. When two plans run at once, one has the workers and the other
 * computes alone.
 */
final class Workers implements AutoCloseable {
    private static final int SPINS = 20_000;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    /** Number of the job in the upper half, its next part in the lower: a late worker cannot take a part of another job. */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable Step job;
    private volatile boolean closed;

    Workers(int count) {
        ticket.set(Integer.MAX_VALUE);
        for (int i = 1; i < count; i++) {
            Thread thread = new Thread(this::work, "memhop-jvm-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Computes every part of a step. */
    void run(Step step) {
        if (step.parts() == 1 || threads.isEmpty() || !taken.compareAndSet(false, true)) {
            step.runAll();
            return;
        }
        try {
            share(step, step.parts());
        } finally {
            taken.set(false);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // no result depends on the yield
    private void share(Step step, int parts) {
        failure.set(null);
        job = step;
        pending.set(parts);
        long first = ((ticket.get() >>> 32) + 1) << 32;
        ticket.set(first);
        if (parked.get() > 0) {
            threads.forEach(LockSupport::unpark);
        }
        takeParts(first >>> 32, step);
        int spins = 0;
        while (pending.get() > 0) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // to the worker that is behind, as it may be waiting for this processor
            }
        }
        // No part is left under this number, whatever the next job looks like to a worker that comes late.
        ticket.set(first | Integer.MAX_VALUE);
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void takeParts(long number, Step step) {
        int parts = step.parts();
        long seen = ticket.get();
        while (seen >>> 32 == number && (int) seen < parts) {
            if (ticket.compareAndSet(seen, seen + 1)) {
                try {
                    step.run((int) seen);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    pending.decrementAndGet();
                }
            }
            seen = ticket.get();
        }
    }

    private void work() {
        long done = 0;
        int spins = 0;
        while (!closed) {
            long number = ticket.get() >>> 32;
            if (number == done) {
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                } else {
                    park(done);
                    spins = 0;
                }
                continue;
            }
            spins = 0;
            Step step = job;
            // Read after the number: if the job has changed since, its ticket has too, and no part is taken.
            if (step != null) {
                takeParts(number, step);
            }
            done = number;
        }
    }

    private void park(long done) {
        parked.incrementAndGet();
        // Looked at again after the announcement, so that a job that came in between is not slept through.
        if (ticket.get() >>> 32 == done && !closed) {
            LockSupport.park(this);
        }
        parked.decrementAndGet();
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(LockSupport::unpark);
    }
}
