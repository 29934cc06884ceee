package org.memhop.cli.common;

import java.nio.file.Path;
import java.util.List;
import org.memhop.api.ConfigException;
import org.memhop.core.run.RunDirectory;

/** The one run that a command is about. */
public final class SingleRun {
    private SingleRun() {}

    /**
     * The run that a directory is, or holds.
     *
     * @param command how it was called, to show what to type next, as in {@code memhop answer}
     * @throws ConfigException if it holds several; lists them
     */
    public static Path of(Path directory, String command) {
        List<RunDirectory> runs = RunDirectory.below(directory);
        if (runs.size() > 1) {
            String choice = "\n  " + command + " ";
            throw new ConfigException(directory + ": there are " + runs.size()
                    + " runs here; choose one of them, as in" + choice
                    + String.join(
                            choice, runs.stream().map(r -> r.path().toString()).toList()));
        }
        return runs.get(0).path();
    }
}
