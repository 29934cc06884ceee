package org.memhop.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.memhop.api.ConfigException;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.Data;
import org.memhop.cli.common.Threads;
import org.memhop.cli.common.Workbench;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.RunDirectory;
import org.memhop.core.run.TrainingRun;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains networks, or goes on with a training that was stopped. */
@Command(
        name = "train",
        description = {
            "Train a memory network. Each training leaves a run: a directory with its settings, metrics, checkpoints and"
                    + " report. The defaults below are for one bAbI task; lm and kb have recipes of their own, which the"
                    + " config.yaml of a run shows.",
            "",
            "  memhop train babi                          task 1, on generated stories",
            "  memhop train babi --task 1-20              a model for each of the twenty tasks",
            "  memhop train babi --task joint --data DIR  one model for all, from the corpus in DIR",
            "  memhop train babi --data stories.txt       from a file of your own",
            "  memhop train babi --hops 1 --encoding bag-of-words --linear-start none",
            "  memhop train lm                            the next word, on a generated text",
            "  memhop train lm --data DIR --restarts 3    on Penn Treebank in DIR, with the paper's recipe",
            "  memhop train lm --train F --valid F --test F --batches segments",
            "  memhop train kb                            questions about a knowledge base that it makes up",
            "  memhop train kb --data DIR                 about the triples in DIR/kb.txt",
            "  memhop train --config runs/babi-1/config.yaml --restarts 10",
            "  memhop train --resume runs/babi-1          go on with what was stopped"
        })
public final class TrainCommand implements Callable<Integer> {
    private final Workbench workbench;
    private final SettingFlags settingFlags = new SettingFlags();

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "What to learn: babi (questions about stories), kb (about triples) or lm (the next word).")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings and data from a YAML file of \"name: value\" lines, named like the flags; a run's"
                    + " config.yaml is one. Flags go before it.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = {"--run", "--out"},
            paramLabel = "DIR",
            description =
                    "Where to leave the run. Default runs/NAME, and runs/NAME.2 if that is taken. Of several tasks,"
                            + " each leaves its run below it.")
    private Optional<Path> run = Optional.empty();

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a run that was stopped, or with all below a directory, to the very bytes it would"
                    + " have come to.")
    private Optional<Path> resume = Optional.empty();

    @Mixin
    private final Threads threads = new Threads();

    @Option(
            names = "--save-every",
            paramLabel = "SECONDS",
            description = "How often to save a checkpoint, besides at the end and when stopped. Default 30.")
    private int saveEvery = 30;

    @Mixin
    private final BackendOptions backendOptions = new BackendOptions();

    @ArgGroup(validate = false, heading = "%nThe data:%n")
    private final DataFlags dataFlags = new DataFlags();

    private TrainCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    /** The command with a flag for every setting. */
    public static CommandLine commandLine(Workbench workbench) {
        TrainCommand command = new TrainCommand(workbench);
        CommandLine line = new CommandLine(command);
        command.settingFlags.addTo(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() {
        if (saveEvery < 0) {
            throw new ConfigException("--save-every is " + saveEvery + "; expected 0 or more seconds");
        }
        return resume.isPresent() ? resume(resume.get()) : start();
    }

    private int start() {
        Map<String, String> data = new LinkedHashMap<>(dataFlags.given());
        kind.ifPresent(id -> data.put("kind", id));
        Choices choices = new Choices(config, data, settingFlags.given());
        if (choices.kind().isEmpty()) {
            throw new ConfigException("what is to be learnt? expected one of "
                    + workbench.plugins().tasks().keySet() + ", as in memhop train babi; or --resume RUN");
        }
        TaskProvider provider = workbench.plugins().task(choices.kind());
        TaskRequest request = choices.request(provider.standard());
        List<TaskData> tasks = provider.load(request);
        String name = tasks.size() == 1 ? tasks.get(0).name() : choices.kind() + "-" + request.selection();
        Path place = run.orElseGet(() -> RunNames.free(name));
        try (Fleet fleet = new Fleet(workbench, backendOptions, threads.count())) {
            List<RunConfig> configs = tasks.stream()
                    .map(task -> choices.config(task, Choices.single(request, task, tasks)))
                    .toList();
            tasks.stream()
                    .flatMap(task -> choices.ineffective(task).stream())
                    .distinct()
                    .forEach(note -> workbench.screen().err().line("memhop: " + note));
            fleet.reserve(configs);
            for (int i = 0; i < tasks.size(); i++) {
                fleet.add(TrainingRun.start(
                        tasks.size() == 1 ? place : place.resolve(tasks.get(i).name()),
                        configs.get(i),
                        tasks.get(i),
                        workbench.plugins(),
                        fleet.backend(configs.get(i)),
                        saveEvery));
            }
            return fleet.train(place, List.of());
        }
    }

    private int resume(Path place) {
        if (kind.isPresent() || config.isPresent() || run.isPresent() || !given().isEmpty()) {
            throw new ConfigException("--resume goes on with the run's own data and settings; leave out "
                    + (given().isEmpty() ? "the task, --config and --run" : "--" + String.join(", --", given())));
        }
        List<RunDirectory> finished = new ArrayList<>();
        try (Fleet fleet = new Fleet(workbench, backendOptions, threads.count())) {
            Map<RunDirectory, RunConfig> configs = new LinkedHashMap<>();
            for (RunDirectory directory : RunDirectory.below(place)) {
                if (directory.result().isPresent()) {
                    finished.add(directory);
                } else {
                    configs.put(directory, RunConfig.read(directory.path().resolve("config.yaml")));
                }
            }
            if (configs.isEmpty()) {
                workbench.screen().err().line(place + ": nothing is left to train");
            }
            fleet.reserve(configs.values());
            configs.forEach((directory, c) -> fleet.add(TrainingRun.resume(
                    directory.path(),
                    Data.of(c.task(), c.request(), workbench.plugins()),
                    workbench.plugins(),
                    saveEvery)));
            return fleet.train(place, finished);
        }
    }

    private List<String> given() {
        List<String> given = new ArrayList<>(dataFlags.given().keySet());
        given.addAll(settingFlags.given().keySet());
        return given;
    }
}
