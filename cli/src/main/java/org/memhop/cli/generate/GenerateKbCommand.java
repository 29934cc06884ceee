package org.memhop.cli.generate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.cli.terminal.Table;
import org.memhop.tasks.kb.format.KbDirectory;
import org.memhop.tasks.kb.format.KbPart;
import org.memhop.tasks.kb.format.KbQuestion;
import org.memhop.tasks.kb.format.KbWriter;
import org.memhop.tasks.kb.generate.FilmWorld;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a made-up knowledge base and questions about it. */
@Command(
        name = "kb",
        description = {
            "Make up a knowledge base of triples and questions whose answers need one of them or two, and write them as"
                    + " files, kb.txt and of each kind PART.train.txt, PART.valid.txt and PART.test.txt; the same seed makes"
                    + " the same files. They are what training generates when it is given no"
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

    @Mixin
    private final Destination destination = new Destination();

    public GenerateKbCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    @Override
    public Integer call() {
        FilmWorld world = FilmWorld.of(questions, destination.seed());
        Map<String, List<KbQuestion>> files = new LinkedHashMap<>();
        Table table = new Table("lrrr", "questions", "train", "valid", "test");
        for (KbPart part : world.parts()) {
            List<KbQuestion> validation = part.validation().orElse(List.of());
            files.put(KbDirectory.file(part.name(), "train"), part.train());
            files.put(KbDirectory.file(part.name(), "valid"), validation);
            files.put(KbDirectory.file(part.name(), "test"), part.test());
            table.row(List.of(part.name(), size(part.train()), size(validation), size(part.test())));
        }
        List<String> names = new ArrayList<>(List.of(KbDirectory.TRIPLES));
        names.addAll(files.keySet());
        destination.prepare(names);
        Path directory = destination.directory();
        KbWriter writer = new KbWriter();
        writer.triples(world.triples(), directory.resolve(KbDirectory.TRIPLES));
        files.forEach((name, asked) -> writer.questions(asked, directory.resolve(name)));
        Output out = workbench.screen().out();
        table.print(out);
        out.line("");
        out.line(Figures.count(names.size(), "file") + " in " + directory + "; "
                + Figures.count(world.triples().size(), "triple") + " in " + KbDirectory.TRIPLES);
        return 0;
    }

    private static String size(List<KbQuestion> questions) {
        return Figures.format("%,d", questions.size());
    }
}
