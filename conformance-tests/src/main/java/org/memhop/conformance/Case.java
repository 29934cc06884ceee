package org.memhop.conformance;

/**
 * One thing that every backend must do.
 *
 * @param name unique in a suite, and the same in every run
 * @param body what to do; it ends normally if the backend is right
 */
public record Case(Group group, String name, Body body) {
    /** What a case does with a backend. */
    @FunctionalInterface
    public interface Body {
        /**
         * Tries the backend.
         *
         * @throws Failure if it is wrong
         * @throws Exception if it throws, which is wrong too
         */
        void run(Trial trial) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
