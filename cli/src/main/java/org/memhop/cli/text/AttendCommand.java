package org.memhop.cli.text;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.memhop.api.ConfigException;
import org.memhop.api.StorageException;
import org.memhop.api.task.Part;
import org.memhop.api.task.Text;
import org.memhop.cli.common.Data;
import org.memhop.cli.common.Workbench;
import org.memhop.cli.terminal.Figures;
import org.memhop.cli.terminal.Output;
import org.memhop.core.data.Vocabulary;
import org.memhop.core.files.AtomicFiles;
import org.memhop.core.files.Records;
import org.memhop.core.run.AverageAttention;
import org.memhop.core.run.LanguageModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows at which of the last words a language model looks. */
@Command(
        name = "attend",
        description = {
            "Which of the last words each hop of a trained language model looks at: on average over its validation text, as"
                    + " in the paper's figure, or after a text of one's own.",
            "",
            "  memhop attend runs/lm-ptb --out figure          also as figure/attention.png and .json",
            "  memhop attend runs/lm-ptb --data text.txt --words 20000",
            "  memhop attend runs/lm-ptb --prompt \"shares of the company fell because\""
        })
public final class AttendCommand implements Callable<Integer> {
    private final Workbench workbench;

    @Mixin
    private final ModelChoice choice = new ModelChoice();

    @Option(
            names = "--data",
            paramLabel = "DIR|FILE",
            description = "A corpus's directory, of which the validation text is read, or a file of one's own, all of"
                    + " which is. Default: what the run was trained with.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--words",
            paramLabel = "N",
            defaultValue = "5000",
            description =
                    "Over how many words to average, from the first whose memory is full. Default ${DEFAULT-VALUE}.")
    private long words = 5000;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write attention.png and attention.json; made if it is not there.")
    private Optional<Path> directory = Optional.empty();

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "Instead of averages: what each hop looks at after this text, and what it expects next.")
    private Optional<String> prompt = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "5",
            description = "With --prompt: how many of the most probable words to show. Default ${DEFAULT-VALUE}.")
    private int top = 5;

    public AttendCommand(Workbench workbench) {
        this.workbench = workbench;
    }

    /**
     * What {@code attention.json} holds.
     *
     * @param text what was read
     * @param words over how many words
     * @param meanDistance of each hop, in words
     * @param byDistance of each hop the share of every distance, the last word first
     */
    record Figure(
            String run,
            String text,
            long words,
            int hops,
            int memory,
            List<Double> meanDistance,
            double[][] byDistance) {}

    @Override
    public Integer call() {
        if (words < 1 || top < 1) {
            throw new ConfigException((words < 1 ? "--words is " + words : "--top is " + top) + "; expected 1 or more");
        }
        if (prompt.isPresent() && (data.isPresent() || directory.isPresent())) {
            throw new ConfigException("--prompt shows one place, and --" + (data.isPresent() ? "data" : "out")
                    + " is about averages; expected one of them");
        }
        int threads = prompt.isPresent() ? 1 : Runtime.getRuntime().availableProcessors();
        try (LanguageModel model = choice.load(workbench, "attend", threads)) {
            if (prompt.isPresent()) {
                ask(model, prompt.get());
            } else {
                average(model);
            }
        }
        return 0;
    }

    private void ask(LanguageModel model, String typed) {
        List<String> before = new ArrayList<>(model.beginning());
        before.addAll(ModelChoice.words(typed, model, workbench));
        new ExpectationView(workbench.screen().out(), top).show(model.next(before));
    }

    private void average(LanguageModel model) {
        String name = data.map(Path::toString).orElse("the validation text");
        AverageAttention attention = data.filter(Files::isRegularFile)
                .map(file -> ofFile(model, file))
                .orElseGet(() -> model.attention(validation(model), words));
        Output out = workbench.screen().out();
        out.line("attention to the last " + Figures.count(model.capacity(), "word") + ", on average over "
                + Figures.count(attention.words(), "word") + " of " + name);
        out.line("each line darkest where its hop looks most");
        out.line("");
        new AttentionView(out, attention).show();
        directory.ifPresent(place -> write(place, model, name, attention));
    }

    private AverageAttention ofFile(LanguageModel model, Path file) {
        return model.attention(
                each -> {
                    try (Sentences sentences = Sentences.of(file.toString(), workbench.screen())) {
                        Optional<Sentences.Sentence> next = sentences.next();
                        while (next.isPresent()) {
                            next.get().words().forEach(each);
                            if (model.knows(Vocabulary.END)) {
                                each.accept(Vocabulary.END);
                            }
                            next = sentences.next();
                        }
                    }
                },
                words);
    }

    private Text validation(LanguageModel model) {
        var config = model.config();
        var request = data.map(place -> Data.in(place, config.request())).orElse(config.request());
        Part part = Data.of(config.task(), request, workbench.plugins()).parts().get(0);
        if (part.validation().orElse(part.test()) instanceof Text text) {
            return text;
        }
        throw new ConfigException("the data of task " + config.task() + " is questions; expected a running text");
    }

    private static BufferedImage draw(AverageAttention attention, String title, Path place) {
        try {
            return AttentionChart.draw(attention.byDistance(), title);
        } catch (RuntimeException | LinkageError | InternalError e) { // as the JDK has it where there are no fonts
            throw new StorageException(
                    place.resolve("attention.png") + ": this Java cannot draw text (" + e
                            + "); install fontconfig and a font, such as DejaVu. All figures are in attention.json",
                    e);
        }
    }

    private void write(Path place, LanguageModel model, String name, AverageAttention attention) {
        AtomicFiles.createDirectories(place);
        List<Double> means = IntStream.range(0, attention.byDistance().length)
                .mapToObj(attention::meanDistance)
                .toList();
        String run = choice.run().toString();
        int hops = attention.byDistance().length;
        AtomicFiles.write(
                place.resolve("attention.json"),
                Records.write(new Figure(
                        run, name, attention.words(), hops, model.capacity(), means, attention.byDistance())));
        String title = run + ": attention of " + Figures.count(hops, "hop") + " to the last "
                + Figures.count(model.capacity(), "word");
        AtomicFiles.write(place.resolve("attention.png"), AttentionChart.png(draw(attention, title, place)));
        workbench.screen().out().line("");
        workbench.screen().out().line("figure  " + place.resolve("attention.png"));
        workbench.screen().out().line("data    " + place.resolve("attention.json"));
    }
}
