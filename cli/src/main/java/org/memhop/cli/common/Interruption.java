package org.memhop.cli.common;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets Ctrl-C wait: while this is open, a request to end the process is noted, and the process ends once this is closed.
 * The exit status is then the operating system's for the signal, 130 for Ctrl-C.
 */
public final class Interruption implements AutoCloseable {
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::hold, "memhop-interruption");

    private Interruption() {}

    /** Begins to hold the process. */
    public static Interruption open() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void hold() {
        asked.set(true);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process was asked to end. */
    public boolean asked() {
        return asked.get();
    }

    @Override
    public void close() {
        closed.countDown();
        if (!asked()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // Asked to end this very moment: the hook finds the latch open and lets the process go.
                asked.set(true);
            }
        }
    }
}
