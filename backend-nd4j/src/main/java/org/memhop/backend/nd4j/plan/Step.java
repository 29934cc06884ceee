package org.memhop.backend.nd4j.plan;

/** One prepared computation, bound to the memory it reads and writes. */
@FunctionalInterface
public interface Step {
    /** Overwrites its result from what it was bound to. */
    void run();
}
