package org.memhop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a run that was trained on a made-up text, once for all of them. */
final class TrainedTextRun implements ParameterResolver {
    static final int MEMORY = 12;
    static final int HOPS = 2;

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(TrainedTextRun.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Path.class && parameter.isAnnotated(Trained.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent("run", key -> train(), Path.class);
    }

    private static Path train() {
        try {
            Path run = Files.createTempDirectory("memhop-cli-text").resolve("lm");
            Program.Outcome outcome = Program.run(
                    "train",
                    "lm",
                    "--questions",
                    600,
                    "--epochs",
                    3,
                    "--memory-size",
                    MEMORY,
                    "--hops",
                    HOPS,
                    "--dimension",
                    16,
                    "--run",
                    run);
            if (outcome.status() != 0) {
                throw new IllegalStateException(outcome.err());
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
