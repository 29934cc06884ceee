package org.memhop.cli.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.SingleRun;
import org.memhop.cli.common.Workbench;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.RunConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which language model a command asks, and what computes. */
final class ModelChoice {
    @Parameters(index = "0", paramLabel = "RUN", description = "What memhop train lm left, as in runs/lm-generated.")
    private Path run = Path.of("");

    @Option(
            names = "--backend",
            paramLabel = "ID",
            description = "What computes. Default: what the run was trained on.")
    private Optional<String> backend = Optional.empty();

    @Mixin
    private final BackendOptions backendOptions = new BackendOptions();

    /**
     * Loads it.
     *
     * @param command as in {@code score}
     * @param threads to compute with unless a flag says so
     */
    LanguageModel load(Workbench workbench, String command, int threads) {
        Path path = SingleRun.of(run, workbench.screen().command() + " " + command);
        RunConfig config = RunConfig.read(path.resolve("config.yaml"));
        String id = backend.orElse(config.settings().text("backend"));
        return LanguageModel.load(path, workbench.plugins(), id, backendOptions.config(threads));
    }

    /** The run, as it was named. */
    Path run() {
        return run;
    }

    /** The words of a text that someone typed; those that the model does not know are told. */
    static List<String> words(String typed, LanguageModel model, Workbench workbench) {
        List<String> words = Sentences.words(typed);
        List<String> unknown =
                words.stream().filter(word -> !model.knows(word)).distinct().toList();
        if (!unknown.isEmpty()) {
            workbench.screen().err().line("never saw " + String.join(", ", unknown) + ": read as <unk>");
        }
        return words;
    }
}
