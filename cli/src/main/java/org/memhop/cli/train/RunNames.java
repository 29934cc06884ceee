package org.memhop.cli.train;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a run goes unless the user says so: {@code runs/babi-1}, or if that is taken {@code runs/babi-1.2}, and so on. */
final class RunNames {
    private static final Path RUNS = Path.of("runs");

    private RunNames() {}

    static Path free(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_-]+", "-");
        Path path = RUNS.resolve(safe);
        for (int i = 2; Files.exists(path); i++) {
            path = RUNS.resolve(safe + "." + i);
        }
        return path;
    }
}
