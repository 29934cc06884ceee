package org.memhop.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.Measure;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.Data;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Output;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.Records;
import org.memhop.core.run.LanguageModel;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores trained networks on test questions, or on text. */
@Command(
        name = "evaluate",
        description = {
            "Score a run, or every run below a directory: on test questions, or of a language model the perplexity of its"
                    + " validation and test text, every word counted once.",
            "",
            "  memhop evaluate runs/babi-1                       on its own test",
            "  memhop evaluate runs/babi-1 --data \"$MEMHOP_DATA\" on the corpus's test of the same task",
            "  memhop evaluate runs/babi-1 --data stories.txt    on every question of a file of your own",
            "  memhop evaluate runs/babi-1-20 --json",
            "  memhop evaluate runs/lm-ptb                       on its own validation and test text",
            "  memhop evaluate runs/lm-ptb --data text.txt       on every word of a file of your own",
            "  memhop evaluate runs/lm-ptb --cache 2000          and with a cache of the last 2,000 words"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Parameters(paramLabel = "RUN", description = "A run, or a directory of runs.")
    private Path run = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR|FILE",
            description = "The corpus's directory, or a file in its format. Default: what the run was trained with.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--set", paramLabel = "NAME", description = "Which set of the corpus. Default: the run's.")
    private Optional<String> set = Optional.empty();

    @Option(names = "--backend", paramLabel = "ID", description = "What computes. Default: the run's.")
    private Optional<String> backend = Optional.empty();

    @Mixin
    private final BackendOptions backendOptions = new BackendOptions();

    @Option(
            names = "--cache",
            paramLabel = "N",
            description =
                    "Of language models: score the texts also with a continuous cache of the last N states (Grave et al.,"
                            + " 2017; 2000 is usual), tuned on the validation text.")
    private Optional<Integer> cache = Optional.empty();

    @Option(
            names = "--json",
            description =
                    "As one JSON object: task, questions, error_percent and loss of all together, and of each task, there"
                            + " with hops, how many a question took, where the network chooses;"
                            + " of language models words, perplexity and loss of all tests together, of each text, and"
                            + " with --cache its perplexities.")
    private boolean json;

    public EvaluateCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        List<Scored> all = new ArrayList<>();
        List<String> unfinished = new ArrayList<>();
        List<RunDirectory> directories = RunDirectory.below(run);
        for (RunDirectory directory : directories) {
            boolean left = directories.size() > 1 && !directory.trained();
            if (directory.result().isEmpty()) {
                unfinished.add(directory.path().toString());
                workbench
                        .screen()
                        .err()
                        .line(directory.path() + ": this run is not finished; "
                                + (left ? "left out, as nothing is saved yet" : "scored as far as it has come"));
            }
            if (!left) {
                all.add(score(directory.path()));
            }
        }
        if (all.isEmpty()) {
            throw new StorageException(run + ": none of its " + directories.size()
                    + " runs has a trained model yet; finish them with memhop train --resume " + run);
        }
        List<Scored> questions = of(Measure.ERROR, all);
        List<Scored> texts = of(Measure.PERPLEXITY, all);
        Output out = workbench.screen().out();
        if (json) {
            if (!questions.isEmpty() && !texts.isEmpty()) {
                throw new ConfigException(run + " holds runs on questions and runs on text, which are scored by other"
                        + " figures; with --json expected runs of one kind: name one run");
            }
            out.print(Records.write(
                    texts.isEmpty()
                            ? QuestionScores.of(run, questions, unfinished)
                            : TextScores.of(run, texts, unfinished)));
            return 0;
        }
        if (!questions.isEmpty()) {
            QuestionScores.print(questions, out);
        }
        if (!texts.isEmpty()) {
            TextScores.of(run, texts, unfinished).print(out);
        }
        return 0;
    }

    private static List<Scored> of(Measure measure, List<Scored> all) {
        return all.stream().filter(scored -> scored.measure() == measure).toList();
    }

    private Scored score(Path path) {
        RunConfig config = RunConfig.read(path.resolve("config.yaml"));
        TaskRequest own = config.request();
        TaskRequest request = new TaskRequest(
                own.selection(),
                data.map(Data::absolute).or(own::data),
                set.orElse(own.set()),
                own.questions(),
                own.seed(),
                data.isPresent() ? Map.of() : own.files());
        // A file that the run was trained on must not be scored whole: most of it was learnt by heart.
        TaskData task = data.isPresent()
                ? Data.forScoring(config.task(), request, knowing(path), workbench.plugins())
                : Data.of(config.task(), request, workbench.plugins());
        if (cache.isPresent() && task.measure() != Measure.PERPLEXITY) {
            throw new ConfigException(path + ": this network was trained on questions, and --cache " + cache.get()
                    + " is for language models; leave it out, or name a run on text");
        }
        String id = backend.orElse(config.settings().text("backend"));
        BackendConfig options = backendOptions.config(Runtime.getRuntime().availableProcessors());
        Scored scored;
        try (MemoryNetwork network = MemoryNetwork.load(path, workbench.plugins(), id, options)) {
            scored = task.measure() == Measure.PERPLEXITY
                    ? Scored.text(path, task, network)
                    : new Scored(path, Measure.ERROR, task.name(), network.score(task), List.of(), Optional.empty());
        }
        if (cache.isEmpty()) {
            return scored;
        }
        try (LanguageModel model = LanguageModel.load(path, workbench.plugins(), id, options)) {
            // A text is one part.
            return scored.with(CacheFigures.of(
                    path, task.name(), model.scoreWithCache(task.parts().get(0), cache.get())));
        }
    }

    private static Predicate<String> knowing(Path run) {
        Vocabulary vocabulary = new RunDirectory(run).vocabulary();
        return word -> vocabulary.number(word) != 0;
    }
}
