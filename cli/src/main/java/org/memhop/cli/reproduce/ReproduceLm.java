package org.memhop.cli.reproduce;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.common.Interruption;
import org.memhop.cli.common.Threads;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.reproduce.LmTable.RowResult;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.train.Choices;
import org.memhop.cli.train.DataFlags;
import org.memhop.cli.train.SettingFlags;
import org.memhop.core.config.Settings;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Directories;
import org.memhop.core.files.Environment;
import org.memhop.core.files.Records;
import org.memhop.core.run.RunConfig;
import org.memhop.core.run.RunDirectory;
import org.memhop.core.run.TrainingRun;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the paper's language models, and shows its table with ours beside it. */
@Command(
        name = "lm",
        description = {
            "Train language models of the paper's table and show their perplexities beside the paper's. Each row is a run"
                    + " below --out; the table is written after every row. It may be stopped at any time, even by force:"
                    + " the same command goes on, and does not train again what is finished. The recipe is the paper's,"
                    + " whatever defaults are told below, but for batches of segments.",
            "",
            "  memhop reproduce lm --data DIR                     6 hops over 100 words, on Penn Treebank in DIR",
            "  memhop reproduce lm --data DIR --rows all          the whole table",
            "  memhop reproduce lm --data DIR --rows 2x100,7x100  what hops are worth",
            "  memhop reproduce lm --data DIR --rows 6x100,6x100:optimizer=adam:learning-rate=0.001",
            "                                                     and what another recipe is worth",
            "  memhop reproduce lm --data generated --rows 1x60,3x60"
        })
final class ReproduceLm implements Callable<Integer> {
    private static final String KIND = "lm";

    private final Workbench workbench;
    private final Map<String, String> environment;
    private final SettingFlags settingFlags = new SettingFlags();

    @Option(
            names = "--rows",
            paramLabel = "IDS",
            defaultValue = "6x100",
            description = "Rows of the table: hops x memory, as in 6x100, several with commas; further settings after"
                    + " colons, as in 6x100:optimizer=adam; or all for the paper's twelve. Default ${DEFAULT-VALUE}.")
    private String rows = "6x100";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to leave table.md, table.json and the runs, as in lm-6x100. Default"
                    + " results/reproduce-lm-ptb, or as the data is called.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final Threads threads = new Threads();

    @Option(
            names = "--save-every",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "How often to save a checkpoint, besides at the end and when stopped. Default ${DEFAULT-VALUE}.")
    private int saveEvery = 30;

    @Mixin
    private final BackendOptions backendOptions = new BackendOptions();

    @ArgGroup(validate = false, heading = "%nThe data:%n")
    private final DataFlags dataFlags = new DataFlags();

    private ReproduceLm(Workbench workbench, Map<String, String> environment) {
        this.workbench = workbench;
        this.environment = environment;
    }

    /**
     * The command with a flag for every setting.
     *
     * @param environment variables of the process
     */
    static CommandLine commandLine(Workbench workbench, Map<String, String> environment) {
        ReproduceLm command = new ReproduceLm(workbench, environment);
        CommandLine line = new CommandLine(command);
        command.settingFlags.addTo(line.getCommandSpec());
        return line;
    }

    @Override
    public Integer call() {
        Map<String, String> settings = settingFlags.given();
        for (String own : List.of("hops", "memory-size")) {
            if (settings.containsKey(own)) {
                throw new ConfigException("--" + own + " " + settings.get(own)
                        + ": each row has its own; say --rows 3x100 for 3 hops over 100 words");
            }
        }
        if (saveEvery < 0) {
            throw new ConfigException("--save-every is " + saveEvery + "; expected 0 or more seconds");
        }
        List<LmRow> chosen = LmRow.parse(rows, PaperTable.of(KIND).rows());
        int atOnce = threads.count();
        Choices choices = new Choices(Optional.empty(), data(), settings);
        TaskProvider provider = workbench.plugins().task(KIND);
        TaskRequest request = choices.request(provider.standard());
        TaskData paper = Data.of(KIND, request, workbench.plugins());
        TaskData task = inSegments(paper);
        Path place = out.orElse(Path.of("results", "reproduce-" + task.name()));
        LmTrainings trainings = new LmTrainings(workbench, task, place, backendOptions, atOnce, saveEvery);
        Map<LmRow, RunConfig> configs = new LinkedHashMap<>();
        for (LmRow row : chosen) {
            RunConfig config = choices.config(task, request);
            RunConfig own = new RunConfig(KIND, request, row.in(config.settings()));
            trainings.check(row, own);
            configs.put(row, own);
        }
        AtomicFiles.createDirectories(place);
        try (Interruption interruption = Interruption.open()) {
            return train(configs, trainings, paper, place, interruption).code();
        }
    }

    private ExitCode train(
            Map<LmRow, RunConfig> configs,
            LmTrainings trainings,
            TaskData paper,
            Path place,
            Interruption interruption) {
        Output err = workbench.screen().err();
        introduce(configs, paper, place);
        int number = 0;
        Optional<LmTable> table = write(configs, trainings, paper, place);
        for (Map.Entry<LmRow, RunConfig> each : configs.entrySet()) {
            LmRow row = each.getKey();
            number++;
            if (trainings.directory(row).result().isPresent()) {
                continue;
            }
            String count = configs.size() == 1 ? "" : " (row " + number + " of " + configs.size() + ")";
            err.line(row.id() + count + " " + trainings.standing(row, each.getValue()));
            if (interruption.asked()
                    || trainings.train(row, each.getValue(), interruption).isEmpty()) {
                err.line("Stopped; what was trained is saved in " + place + ". The same command goes on.");
                return ExitCode.INTERRUPTED;
            }
            table = write(configs, trainings, paper, place);
            table.flatMap(all -> all.rows().stream()
                            .filter(result -> result.id().equals(row.id()))
                            .findFirst())
                    .ifPresent(result -> err.line(line(result)));
        }
        Output screen = workbench.screen().out();
        table.ifPresent(all -> new LmTableText(all).print(screen));
        screen.line("");
        screen.line("table  " + place.resolve("table.md") + ", " + place.resolve("table.json"));
        return interruption.asked() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    /** Writes the table of what is finished: these rows, and others that were trained here on the same data. */
    private static Optional<LmTable> write(
            Map<LmRow, RunConfig> configs, LmTrainings trainings, TaskData paper, Path place) {
        Settings recipe = Settings.standard().with(paper.recipe(), "recipe of " + paper.name());
        List<RowResult> results = new ArrayList<>();
        for (LmRow row : withOthers(configs, trainings, paper, place)) {
            RunDirectory run = trainings.directory(row);
            run.result().ifPresent(result -> results.add(LmTable.row(row, paper, recipe, run, result)));
        }
        if (results.isEmpty()) {
            return Optional.empty();
        }
        Environment here = Environment.capture(TrainingRun.version(), Map.of(), Map.of(), List.of());
        LmTable table = new LmTable(
                paper.name(),
                new Environment(
                        here.memhop(), here.java(), here.os(), here.cores(), Map.of(), Map.of(), paper.source()),
                results);
        AtomicFiles.write(place.resolve("table.json"), Records.write(table));
        AtomicFiles.write(place.resolve("table.md"), new LmTableText(table).markdown());
        return Optional.of(table);
    }

    private static List<LmRow> withOthers(
            Map<LmRow, RunConfig> configs, LmTrainings trainings, TaskData paper, Path place) {
        List<LmRow> all = new ArrayList<>();
        Directories.list(place).stream()
                .flatMap(path -> LmRow.ofDirectory(String.valueOf(path.getFileName())).stream())
                .filter(row -> !configs.containsKey(row))
                .filter(row -> trainings.directory(row).result().isPresent() && isOf(paper, trainings.directory(row)))
                .forEach(all::add);
        all.addAll(configs.keySet());
        List<String> order = PaperTable.of(KIND).rows();
        all.sort(Comparator.comparing((LmRow row) -> !order.contains(row.id()))
                .thenComparing(row -> order.indexOf(row.id()))
                .thenComparing(LmRow::hops)
                .thenComparing(LmRow::memory));
        return all;
    }

    private static boolean isOf(TaskData task, RunDirectory run) {
        try {
            run.requireData(task);
            return true;
        } catch (ConfigException e) {
            return false; // of another text: its perplexity does not belong in this table
        }
    }

    private void introduce(Map<LmRow, RunConfig> configs, TaskData task, Path place) {
        Output err = workbench.screen().err();
        long finished = configs.keySet().stream()
                .filter(row -> new RunDirectory(place.resolve(row.directory()))
                        .result()
                        .isPresent())
                .count();
        RunConfig first = configs.values().iterator().next();
        String source = first.request().data().map(path -> ", from " + path).orElse("");
        err.line(Figures.count(configs.size(), "row") + " of " + task.name() + source
                + (finished == 0 ? "" : ", " + finished + " finished before") + ", into " + place);
    }

    private static String line(RowResult row) {
        return row.id() + ": valid " + Figures.perplexity(row.valid()) + paper(row.paperValid()) + ", test "
                + Figures.perplexity(row.test()) + paper(row.paperTest()) + ", best epoch " + row.bestEpoch() + " of "
                + row.epochs() + ", " + Figures.clock(row.seconds());
    }

    private static String paper(Optional<Double> figure) {
        return figure.map(value -> Figures.format(" (paper %.0f)", value)).orElse("");
    }

    /** Segments instead of the authors' random positions: the same gradient in less time. */
    private static TaskData inSegments(TaskData task) {
        Map<String, String> recipe = new LinkedHashMap<>(task.recipe());
        recipe.put("batches", "segments");
        return new TaskData(task.name(), task.parts(), recipe, task.source());
    }

    /** What was said of the data; where nothing was, the environment's place. */
    private Map<String, String> data() {
        Map<String, String> data = new LinkedHashMap<>(dataFlags.given());
        data.put("kind", KIND);
        if (RunConfig.SPLITS.stream().noneMatch(data::containsKey)) {
            Optional<Path> place = DataPlace.of(
                    Optional.ofNullable(data.remove("data")),
                    environment,
                    "the table is made from Penn Treebank, or another text",
                    "a text with long memories");
            place.ifPresent(path -> data.put("data", path.toString()));
        }
        return data;
    }
}
