package org.memhop.cli.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.Data;
import org.memhop.cli.common.Scores;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.files.Records;
import org.memhop.core.run.MemoryNetwork;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.RunDirectory;
import org.memhop.core.run.RunResult.PartScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Scores trained networks on test questions. */
@Command(
        name = "evaluate",
        description = {
            "Score a run, or every run below a directory, on test questions.",
            "",
            "  memhop evaluate runs/babi-1                       on its own test",
            "  memhop evaluate runs/babi-1 --data \"$MEMHOP_DATA\" on the corpus's test of the same task",
            "  memhop evaluate runs/babi-1 --data stories.txt    on every question of a file of your own",
            "  memhop evaluate runs/babi-1-20 --json"
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
            names = "--json",
            description =
                    "As one JSON object: task, questions, error_percent and loss of all together, and of each task.")
    private boolean json;

    public EvaluateCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    /** A task's score; the number of a task that has one, or else its name. */
    record TaskScore(String run, Object task, String title, int questions, double errorPercent, double loss) {
        static TaskScore of(Path run, PartScore part) {
            return new TaskScore(
                    run.toString(),
                    number(part.part()),
                    part.title(),
                    part.questions(),
                    part.errorPercent(),
                    part.loss());
        }
    }

    /** All tasks together: the mean of their errors, the mean loss of all questions. */
    record Evaluation(
            String run,
            Object task,
            int questions,
            double errorPercent,
            double loss,
            long failed,
            List<TaskScore> tasks) {}

    @Override
    public Integer call() {
        List<PartScore> parts = new ArrayList<>();
        List<TaskScore> scores = new ArrayList<>();
        for (RunDirectory directory : RunDirectory.below(run)) {
            for (PartScore part : score(directory.path())) {
                parts.add(part);
                scores.add(TaskScore.of(directory.path(), part));
            }
        }
        Output out = workbench.screen().out();
        if (json) {
            out.print(Records.write(together(parts, scores)));
            return 0;
        }
        Table table = new Table("lrrr", "task", "questions", "error %", "loss");
        parts.forEach(part -> table.row(Scores.row(part)));
        table.print(out);
        if (parts.size() > 1) {
            out.line(Scores.summary(parts));
        }
        return 0;
    }

    private List<PartScore> score(Path path) {
        RunConfig config = RunConfig.read(path.resolve("config.yaml"));
        TaskRequest own = config.request();
        TaskRequest request = new TaskRequest(
                own.selection(),
                data.map(Data::absolute).or(own::data),
                set.orElse(own.set()),
                own.questions(),
                own.seed());
        // A file that the run was trained on must not be scored whole: most of it was learnt by heart.
        TaskData task = data.isPresent()
                ? Data.forScoring(config.task(), request, workbench.plugins())
                : Data.of(config.task(), request, workbench.plugins());
        String id = backend.orElse(config.settings().text("backend"));
        int threads = Runtime.getRuntime().availableProcessors();
        try (MemoryNetwork network =
                MemoryNetwork.load(path, workbench.plugins(), id, backendOptions.config(threads))) {
            return network.score(task);
        }
    }

    private Evaluation together(List<PartScore> parts, List<TaskScore> scores) {
        int questions = parts.stream().mapToInt(PartScore::questions).sum();
        double loss = parts.stream().mapToDouble(p -> p.loss() * p.questions()).sum();
        String tasks = String.join(",", parts.stream().map(PartScore::part).toList());
        return new Evaluation(
                run.toString(),
                number(tasks),
                questions,
                Scores.meanError(parts),
                questions == 0 ? 0 : loss / questions,
                Scores.failed(parts),
                scores);
    }

    private static Object number(String name) {
        return name.matches("\\d{1,9}") ? Integer.valueOf(name) : name;
    }
}
