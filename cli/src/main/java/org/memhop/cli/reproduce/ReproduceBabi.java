package org.memhop.cli.reproduce;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.memhop.api.ConfigException;
import org.memhop.cli.common.BackendOptions;
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.common.Interruption;
import org.memhop.cli.common.Threads;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Output;
import org.memhop.core.files.AtomicFiles;
import org.memhop.tasks.babi.BabiSelection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains what the paper trained on bAbI, and shows its table with ours beside it. */
@Command(
        name = "babi",
        description = {
            "Train the models of the paper's table of bAbI and show their test errors beside the paper's: per task, mean, failed"
                    + " tasks. What is finished is kept in --out and not trained again, so it may be stopped at any time.",
            "",
            "  memhop reproduce babi --data DIR                          PE LS RN, from the corpus in DIR",
            "  memhop reproduce babi --data DIR --columns all            the whole table",
            "  memhop reproduce babi --data DIR --columns gated,gated:hops=2",
            "                                                            a later model, and with a setting changed",
            "  memhop reproduce babi --data DIR --columns gated+pe       and what it and another say together",
            "  memhop reproduce babi --data DIR --set en-10k             with 10,000 questions a task",
            "  memhop reproduce babi --data generated --restarts 1       without the corpus",
            "  memhop reproduce babi --backend reference --out SLOW --beside FAST",
            "                                                            and each task's difference to the table in FAST"
        })
final class ReproduceBabi implements Callable<Integer> {
    private final Workbench workbench;
    private final Map<String, String> environment;

    @Option(
            names = "--columns",
            paramLabel = "IDS",
            defaultValue = "pe-ls-rn",
            completionCandidates = ColumnIds.class,
            description =
                    "Columns of the table, several with commas: ${COMPLETION-CANDIDATES}; all for those of the paper,"
                            + " variants for the others. Further settings of a column, and options of a component behind its id,"
                            + " follow it after colons, as in pe:hops=2:dimension=40. Columns with + between them are an ensemble,"
                            + " the mean of what all their restarts answer, weighted by how well they answer held-out questions"
                            + " if :weights=stacking follows. So are best (weighted) and best-joint. Default ${DEFAULT-VALUE}.")
    private String columns = "pe-ls-rn";

    @Option(
            names = "--tasks",
            paramLabel = "WHICH",
            defaultValue = "1-20",
            description = "Tasks, as in 1,4,6. Default ${DEFAULT-VALUE}.")
    private String tasks = "1-20";

    @Option(
            names = "--restarts",
            paramLabel = "R",
            defaultValue = "10",
            description =
                    "Trainings of each model; the one with the lowest training error counts, or where a column selects"
                            + " by validation the one with the lowest validation loss. Default ${DEFAULT-VALUE}, as in the paper.")
    private int restarts = 10;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the first restart; those of the others are drawn from it. Default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The corpus, or the word generated. Default: what the environment variable MEMHOP_DATA says.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME",
            defaultValue = "en",
            description = "Which set of the corpus: en or en-10k. Default ${DEFAULT-VALUE}.")
    private String set = "en";

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "How many questions of a task to generate, with --data generated. Default 1000, or 10000 of a"
                    + " set whose name ends in 10k.")
    private Optional<Integer> questions = Optional.empty();

    @Option(
            names = "--setting",
            paramLabel = "NAME=VALUE",
            description =
                    "Change a setting in every column, as in dimension=40, to see what it does to the table; may be"
                            + " given several times. What a column says behind a colon comes first.")
    private Map<String, String> changes = new LinkedHashMap<>();

    @Mixin
    private final Threads threads = new Threads();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to leave table.md, table.json, and cells/ with every training. Default"
                    + " results/reproduce-babi-SET.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--beside",
            paramLabel = "DIR",
            description =
                    "The --out of an earlier reproduce, of another backend or other seeds: its table is shown beside"
                            + " this one, task by task with the difference, and added to table.md.")
    private Optional<Path> beside = Optional.empty();

    @Option(names = "--backend", paramLabel = "ID", defaultValue = "jvm", description = "Default ${DEFAULT-VALUE}.")
    private String backend = "jvm";

    @Mixin
    private final BackendOptions backendOptions = new BackendOptions();

    /** For the help. */
    private static final class ColumnIds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Column.ids().iterator();
        }
    }

    /**
     * @param environment variables of the process
     */
    ReproduceBabi(Workbench workbench, Map<String, String> environment) {
        this.workbench = workbench;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (restarts < 1 || seed < 0) {
            throw new ConfigException("--restarts is " + restarts + ", --seed " + seed
                    + "; expected 1 or more restarts, and a seed of 0 or more");
        }
        int atOnce = threads.count();
        TableFlags.requireNone(changes, "--setting ");
        List<Column> chosen = Column.parse(columns);
        Optional<Path> place = place();
        Optional<ResultTable> earlier = beside.map(Beside::read);
        earlier.ifPresent(table -> Beside.require(table, set, chosen, beside.orElseThrow()));
        Path results = out.orElse(
                Path.of("results", "reproduce-babi-" + set + (place.isEmpty() ? "-" + DataPlace.GENERATED : "")));
        Corpus corpus = Corpus.load(
                workbench.plugins().task("babi"),
                BabiSelection.parse(tasks).tasks(),
                place,
                set,
                questions.orElse(set.endsWith("10k") ? 10_000 : 1000));
        Map<String, String> everywhere = new LinkedHashMap<>(Map.of("seed", Long.toString(seed), "backend", backend));
        everywhere.putAll(changes);
        Trainings trainings = new Trainings(workbench, new CellStore(results.resolve("cells")), everywhere);
        List<Cell> cells = trainings.cells(chosen, corpus, restarts);
        AtomicFiles.createDirectories(results.resolve("cells"));
        Output err = workbench.screen().err();
        corpus.missing().forEach((task, reason) -> err.line("task " + task + " is left out: " + reason));
        try (Interruption interruption = Interruption.open()) { // until the table is there, or all was for nothing
            Optional<Trainings.Outcome> outcome = trainings.run(cells, corpus, atOnce, backendOptions, interruption);
            if (outcome.isEmpty()) {
                err.line("Stopped; finished trainings are in " + results + ". The same command goes on.");
                return ExitCode.INTERRUPTED.code();
            }
            show(
                    ResultTable.of(
                            chosen,
                            corpus,
                            outcome.get(),
                            PaperTable.of(set),
                            new ResultTable.Terms(set, restarts, seed, changes)),
                    earlier,
                    results);
            return (interruption.asked() ? ExitCode.INTERRUPTED : ExitCode.OK).code();
        }
    }

    private void show(ResultTable table, Optional<ResultTable> earlier, Path results) {
        AtomicFiles.write(results.resolve("table.json"), table.json());
        AtomicFiles.write(results.resolve("table.md"), table.markdown());
        Output out = workbench.screen().out();
        table.print(out);
        earlier.ifPresent(other -> {
            Beside both = Beside.of(table, other, beside.orElseThrow());
            AtomicFiles.write(results.resolve("table.md"), table.markdown() + both.markdown());
            both.print(out);
        });
        out.line("");
        out.line("table  " + results.resolve("table.md") + ", " + results.resolve("table.json"));
    }

    /** The corpus; none for generated data. */
    private Optional<Path> place() {
        return DataPlace.of(data, environment, "the table is made from the bAbI corpus", "stories like the corpus's");
    }
}
