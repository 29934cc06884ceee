package org.memhop.cli.generate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.memhop.api.ConfigException;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.core.files.AtomicFiles;
import org.memhop.tasks.kb.format.KbDirectory;
import org.memhop.tasks.kb.format.KbPart;
import org.memhop.tasks.kb.format.KbQuestion;
import org.memhop.tasks.kb.format.KbWriter;
import org.memhop.tasks.kb.generate.FilmWorld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a made-up knowledge base and questions about it. */
@Command(
        name = "kb",
        description = {
            "Make up a knowledge base of triples and questions whose answers need one of them or two, and write them as"
                    + " files; the same seed makes the same files. They are what training generates when it is given no"
                    + " --data.",
            "",
            "  memhop generate kb --out data",
            "  memhop train kb --data data"
        })
public final class GenerateKbCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Option(
            names = "--questions",
            paramLabel = "N",
            description = "Questions for training, both kinds together. Default 1000.")
    private int questions = FilmWorld.STANDARD_QUESTIONS;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Where to write kb.txt, and PART.train.txt, PART.valid.txt and PART.test.txt with questions.")
    private Path directory = Path.of("");

    @Option(names = "--force", description = "Replace files of these names.")
    private boolean force;

    public GenerateKbCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        FilmWorld world = FilmWorld.of(questions, seed);
        Path triples = directory.resolve(KbDirectory.TRIPLES);
        Map<Path, List<KbQuestion>> files = new LinkedHashMap<>();
        Table table = new Table("lrrr", "questions", "train", "valid", "test");
        for (KbPart part : world.parts()) {
            List<KbQuestion> validation = part.validation().orElse(List.of());
            files.put(file(part, "train"), part.train());
            files.put(file(part, "valid"), validation);
            files.put(file(part, "test"), part.test());
            table.row(List.of(part.name(), size(part.train()), size(validation), size(part.test())));
        }
        if (!force) {
            refuseToOverwrite(triples);
            files.keySet().forEach(this::refuseToOverwrite);
        }
        AtomicFiles.createDirectories(directory);
        KbWriter writer = new KbWriter();
        writer.triples(world.triples(), triples);
        files.forEach((file, asked) -> writer.questions(asked, file));
        Output out = workbench.screen().out();
        table.print(out);
        out.line("");
        out.line(Figures.count(files.size() + 1, "file") + " in " + directory + "; "
                + Figures.count(world.triples().size(), "triple") + " in " + KbDirectory.TRIPLES);
        return 0;
    }

    private Path file(KbPart part, String split) {
        return directory.resolve(KbDirectory.file(part.name(), split));
    }

    private void refuseToOverwrite(Path file) {
        if (Files.exists(file)) {
            throw new ConfigException(file + " is there already; choose another directory, or replace with --force");
        }
    }

    private static String size(List<KbQuestion> questions) {
        return Figures.format("%,d", questions.size());
    }
}
