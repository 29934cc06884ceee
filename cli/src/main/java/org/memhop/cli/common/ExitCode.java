package org.memhop.cli.common;

import org.memhop.api.BackendException;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.StorageException;
import org.memhop.api.TrainingException;

/** What the program's exit status says. */
public enum ExitCode {
    OK(0, "all went well"),
    INTERNAL(1, "an error in Memhop itself; it says how to report it"),
    USAGE(2, "a flag, a setting or a combination of them that does not exist"),
    FORMAT(3, "a file that breaks its format; the message gives file and line"),
    STORAGE(4, "a file or directory that is missing, or cannot be read or written"),
    BACKEND(5, "a backend that is unknown or cannot run here"),
    TRAINING(6, "a training that cannot go on, such as a loss that is not a number"),
    PARTED(7, "backends that compare found to part beyond tolerance"),
    INTERRUPTED(130, "stopped by Ctrl-C; what was trained is saved");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    public static ExitCode of(Throwable thrown) {
        if (thrown instanceof ConfigException) {
            return USAGE;
        } else if (thrown instanceof FormatException) {
            return FORMAT;
        } else if (thrown instanceof StorageException) {
            return STORAGE;
        } else if (thrown instanceof BackendException) {
            return BACKEND;
        } else if (thrown instanceof TrainingException) {
            return TRAINING;
        }
        return INTERNAL;
    }
}
