package org.memhop.cli.common;

import org.memhop.api.ConfigException;
import picocli.CommandLine.Option;

/** The flag that says how many trainings run at once. */
public final class Threads {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many trainings to run at once. Default: one a processor. The results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    /**
     * How many, from 1.
     *
     * @throws ConfigException if fewer were asked for
     */
    public int count() {
        if (threads < 1) {
            throw new ConfigException("--threads is " + threads + "; expected 1 or more");
        }
        return threads;
    }
}
