package org.memhop.cli.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.memhop.api.ConfigException;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.cli.common.ExitCode;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.StatusLine;
import org.memhop.core.compare.Comparison;
import org.memhop.core.files.Records;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows whether backends compute the same, and where one of them parts. */
@Command(
        name = "compare",
        description = {
            "Run one model on the same batches on several backends, and hold each against the float64 reference. Where one"
                    + " parts beyond tolerance, find the first operation that is wrong and write the smallest graph that"
                    + " shows it.",
            "",
            "  memhop compare                                        the default task, all backends there are",
            "  memhop compare runs/babi-1 --backends jvm,tensorflow  a trained network",
            "  memhop compare recipe.yaml --dtype f64 --steps 200    settings of one's own",
            "  memhop compare --replay compare-nd4j-SOFTMAX          run again what was written",
            "",
            "The tolerance of logits, loss and gradients is 2e-5 of the norm in f32 and 1e-11 in f64; after N steps"
                    + " N/100 of 1e-3 and 1e-9, but no less than before them. Where rounding every operation once costs"
                    + " more than a tenth of that, it is ten times what that costs, as with the gradients of a network"
                    + " that has learnt. Units of the last place are those of an element, or of the root mean square of"
                    + " all if that is larger."
        })
public final class CompareCommand implements Callable<Integer> {
    private static final String REFERENCE = "reference";
    private static final Duration TIMING = Duration.ofSeconds(2);

    private final Workbench workbench;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN|CONFIG",
            description =
                    "A run, whose newest checkpoint is taken; or a YAML file of settings, whose first parameters are."
                            + " Default: the default settings.")
    private Optional<Path> place = Optional.empty();

    @Option(
            names = "--backends",
            paramLabel = "IDS",
            split = ",",
            description = "Which backends, separated by commas. Default: all that are found, as memhop backends shows.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--backend-option",
            paramLabel = "ID:KEY=VALUE",
            description = "An option of one of them, as in tensorflow:device=gpu:0; may be given several times.")
    private final Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--steps", paramLabel = "N", description = "Training steps to compare. Default 100.")
    private int steps = 100;

    @Option(
            names = "--batches",
            paramLabel = "N",
            description = "Batches to compare logits, loss and gradients on. Default 4.")
    private int batches = 4;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description = "f32 or f64. Default: the precision of the run or the settings.")
    private Optional<String> dtype = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "DIR|FILE",
            description = "Where the questions are. Default: what the run was trained with, or generated ones.")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--locate", description = "Judge every operation even of backends that agree.")
    private boolean locate;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where to write the smallest graph on which a backend parts. Default: compare-BACKEND-OPERATION"
                            + " beside the run, or here; with several backends, that name inside DIR. With one backend,"
                            + " DIR must be empty or not there yet.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--replay", paramLabel = "DIR", description = "Run again what an earlier call wrote.")
    private Optional<Path> replay = Optional.empty();

    @Option(names = "--json", description = "As one JSON object, for programs.")
    private boolean json;

    public CompareCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        if (steps < 0 || batches < 1) {
            throw new ConfigException("--steps is " + steps + " and --batches is " + batches
                    + "; expected 0 or more steps, and 1 or more batches");
        }
        if (dtype.filter(type -> !List.of("f32", "f64").contains(type)).isPresent()) {
            throw new ConfigException("--dtype is " + dtype.get() + "; expected f32 or f64");
        }
        if (ids.stream().anyMatch(String::isBlank)) {
            throw new ConfigException(
                    "--backends is " + String.join(",", ids)
                            + "; expected ids separated by commas, as in jvm,tensorflow; memhop backends shows which there are");
        }
        for (String option : options.keySet()) {
            if (!option.contains(":")) {
                throw new ConfigException(
                        "--backend-option " + option + ": whose is it? expected ID:KEY=VALUE, as in jvm:vector=off");
            }
            String owner = option.substring(0, option.indexOf(':'));
            if (replay.isEmpty() && !participants().contains(owner)) {
                throw new ConfigException("--backend-option " + option + ": " + owner
                        + " is not compared; expected one of " + String.join(", ", participants()));
            }
        }
        return replay.isPresent() ? replay(replay.get()) : compare();
    }

    private int compare() {
        Subject subject = new Subjects(workbench.plugins(), dtype, data, batches, steps).of(place);
        List<Participant> participants = new ArrayList<>();
        Reproductions reproductions =
                new Reproductions(subject, out, participants().size() > 1 && out.isPresent());
        try (StatusLine status = new StatusLine(workbench.screen().err());
                Backend reference = workbench.plugins().open(REFERENCE, BackendConfig.DEFAULT)) {
            status.show("reference: computing the exact results");
            Comparison comparison = new Comparison(reference, subject.workload());
            for (String id : participants()) {
                status.show(id + ": " + subject.workload().batches() + " batches, " + steps + " steps");
                participants.add(participant(id, comparison, reproductions, status));
            }
        }
        Output screen = workbench.screen().out();
        if (json) {
            screen.print(Records.write(Report.of(subject, participants)));
        } else {
            new ComparisonText(screen, workbench.screen().command()).show(subject, participants);
        }
        return exit(participants);
    }

    private Participant participant(String id, Comparison comparison, Reproductions reproductions, StatusLine status) {
        Participant participant = Participant.of(id);
        try (Backend backend = workbench.plugins().open(id, config(id))) {
            participant = participant.with(comparison.with(backend, TIMING));
            if (!participant.agrees() || locate) {
                status.show(id + ": judging every operation");
                participant = participant.searched(comparison.locate(backend, participant.agreement()));
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            participant = participant.failed(e);
        }
        return reproductions.write(participant);
    }

    private int replay(Path folder) {
        if (place.isPresent() || dtype.isPresent() || data.isPresent() || out.isPresent()) {
            throw new ConfigException(
                    "--replay runs the graph of its folder; leave out the run, --dtype, --data and --out");
        }
        Replay replayed = Replay.of(folder, ids, workbench.plugins(), this::config);
        Output screen = workbench.screen().out();
        if (json) {
            screen.print(Records.write(replayed.report()));
        } else {
            replayed.show(screen);
        }
        return exit(replayed.participants());
    }

    private List<String> participants() {
        return List.copyOf(ids.isEmpty() ? workbench.plugins().backends().keySet() : new LinkedHashSet<>(ids));
    }

    private BackendConfig config(String id) {
        BackendConfig config = BackendConfig.DEFAULT;
        for (Map.Entry<String, String> option : options.entrySet()) {
            int colon = option.getKey().indexOf(':');
            if (option.getKey().substring(0, colon).equals(id)) {
                config = config.with(option.getKey().substring(colon + 1), option.getValue());
            }
        }
        return config;
    }

    private static int exit(List<Participant> participants) {
        List<Verdict> verdicts = participants.stream().map(Participant::verdict).toList();
        if (verdicts.contains(Verdict.PARTS)) {
            return ExitCode.PARTED.code();
        }
        return (verdicts.contains(Verdict.CANNOT_RUN) ? ExitCode.BACKEND : ExitCode.OK).code();
    }
}
