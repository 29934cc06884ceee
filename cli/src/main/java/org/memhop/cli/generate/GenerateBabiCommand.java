package org.memhop.cli.generate;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.tasks.babi.BabiSelection;
import org.memhop.tasks.babi.BabiTaskProvider;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.BabiTask;
import org.memhop.tasks.babi.format.BabiWriter;
import org.memhop.tasks.babi.generate.BabiGenerator;
import org.memhop.tasks.babi.generate.BabiStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes generated stories as files of the bAbI format. */
@Command(
        name = "babi",
        description = {
            "Make up stories and questions like those of the bAbI tasks, and write them as files of the same format; the"
                    + " same seed makes the same files: qaN_NAME_train.txt and qaN_NAME_test.txt. They are what training"
                    + " generates when it is given no --data.",
            "",
            "  memhop generate babi --task 1-20 --questions 1000 --out data"
        })
public final class GenerateBabiCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Option(
            names = "--task",
            paramLabel = "WHICH",
            defaultValue = "1-20",
            description = "Tasks, as in 1 or 1,4,6 or 1-20. Default ${DEFAULT-VALUE}.")
    private String tasks = "1-20";

    @Option(
            names = "--questions",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Questions of each file. Default ${DEFAULT-VALUE}.")
    private int questions = 1000;

    @Mixin
    private final Destination destination = new Destination();

    public GenerateBabiCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        List<BabiTask> chosen =
                BabiSelection.parse(tasks).tasks().stream().map(BabiTask::of).toList();
        destination.prepare(chosen.stream()
                .flatMap(task -> Stream.of(task.trainFile(), task.testFile()))
                .toList());
        Path directory = destination.directory();
        long seed = destination.seed();
        Table table = new Table(
                "lrrrrr", "task", "stories", "sentences a story", "words a sentence", "vocabulary", "answers");
        BabiGenerator generator = new BabiGenerator();
        BabiWriter writer = new BabiWriter();
        for (BabiTask task : chosen) {
            List<BabiStory> train = generator.generate(task.number(), questions, seed);
            writer.write(train, directory.resolve(task.trainFile()));
            writer.write(
                    generator.generate(task.number(), questions, BabiTaskProvider.testSeed(seed)),
                    directory.resolve(task.testFile()));
            table.row(statistics(task, train));
        }
        Output out = workbench.screen().out();
        table.print(out);
        out.line("");
        out.line(Figures.count(2L * chosen.size(), "file") + " in " + directory
                + "; the figures are those for training");
        return 0;
    }

    private static List<String> statistics(BabiTask task, List<BabiStory> stories) {
        BabiStatistics statistics = BabiStatistics.of(stories);
        return List.of(
                (task.number() < 10 ? " " : "") + task.number() + " "
                        + task.title().replace('-', ' '),
                Figures.format("%,d", statistics.stories()),
                Figures.format("%.1f", statistics.statementsPerStory()),
                Figures.format("%.1f", statistics.wordsPerStatement()),
                Figures.format("%,d", statistics.vocabulary().size()),
                Figures.format("%,d", statistics.answers().size()));
    }
}
