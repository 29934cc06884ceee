package org.memhop.core.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Readers of one kind: as many as there are threads that read at once. Thread-safe. */
final class Readers {
    private final Supplier<Reader> factory;
    private final Queue<Reader> idle = new ConcurrentLinkedQueue<>();

    Readers(Supplier<Reader> factory) {
        this.factory = factory;
    }

    /** A reader that has read nothing. */
    Reader take() {
        Reader reader = idle.poll();
        return reader == null ? factory.get() : reader;
    }

    /** Gives it back. */
    void give(Reader reader) {
        reader.forget();
        idle.add(reader);
    }
}
