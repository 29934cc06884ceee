package org.memhop.tasks.lm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Examples;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.api.task.Text;
import org.memhop.core.files.Sha256;
import org.memhop.tasks.lm.generate.GeneratedText;
import org.memhop.tasks.lm.text.Corpus;
import org.memhop.tasks.lm.text.FileText;
import org.memhop.tasks.lm.text.Splits;
import org.memhop.tasks.lm.text.TextDirectory;
import org.memhop.tasks.lm.text.TextFormat;

/** The task {@code lm}: from Penn Treebank, from any text of one's own, or generated. */
public final class LmTaskProvider implements TaskProvider {
    private static final String AUTO = "auto";
    private static final String LINES = "lines";
    private static final String STREAM = "stream";
    private static final String TEXT8 = "text8";

    @Override
    public String id() {
        return "lm";
    }

    @Override
    public String summary() {
        return "the next word of a text: Penn Treebank, any text of one's own, or a generated one";
    }

    @Override
    public TaskRequest standard() {
        return new TaskRequest(AUTO, Optional.empty(), "ptb", GeneratedText.STANDARD_LENGTH, 1);
    }

    /**
     * One text.
     *
     * <p>Of a request, {@code selection} is the format of the files: {@code lines}, {@code stream} or {@code auto}, which looks
     * at the file; {@code set} the name of one of several texts in a directory; {@code questions} how many words of the
     * generated training text can be told from memory alone.
     */
    @Override
    public List<TaskData> load(TaskRequest request) {
        requireFormat(request);
        if (request.data().isPresent() && !request.files().isEmpty()) {
            throw new ConfigException("found both --data and --"
                    + String.join(", --", request.files().keySet())
                    + "; expected a directory or file, or files for the splits");
        }
        if (request.data().isEmpty() && request.files().isEmpty()) {
            return List.of(generated(request));
        }
        return List.of(read(corpus(request), request.selection()));
    }

    /** A file of any length, as one text. A model that knows no ends of sentences learnt a stream, and reads a stream. */
    @Override
    public List<TaskData> forScoring(TaskRequest request, Predicate<String> knows) {
        requireFormat(request);
        Corpus corpus = corpus(request);
        boolean stream = request.selection().equals(AUTO) && !knows.test(FileText.END_OF_SENTENCE);
        TextFormat format = stream ? TextFormat.STREAM : format(request.selection(), corpus);
        Text nothing = words -> {};
        return List.of(data(corpus, nothing, Optional.empty(), FileText.of(corpus.train(), format)));
    }

    private static void requireFormat(TaskRequest request) {
        if (!List.of(AUTO, LINES, STREAM).contains(request.selection())) {
            throw new ConfigException("--task " + request.selection() + ": expected " + LINES + " (a sentence a line), "
                    + STREAM + " (words without line ends, as in Text8) or " + AUTO + ", which looks at the file");
        }
    }

    private static Corpus corpus(TaskRequest request) {
        if (request.data().isEmpty()) {
            return Corpus.named(request.files());
        }
        Path data = request.data().get();
        return Files.isRegularFile(data)
                ? Corpus.ofFile(String.valueOf(data.getFileName()), data)
                : TextDirectory.find(data, request.set());
    }

    private static TaskData read(Corpus corpus, String selection) {
        Splits splits = corpus.splits(format(selection, corpus));
        return data(corpus, splits.train(), Optional.of(splits.validation()), splits.test());
    }

    private static TextFormat format(String selection, Corpus corpus) {
        return switch (selection) {
            case LINES -> TextFormat.LINES;
            case STREAM -> TextFormat.STREAM;
            default -> TextFormat.of(corpus.train());
        };
    }

    private static TaskData data(Corpus corpus, Text train, Optional<Examples> validation, Text test) {
        Map<String, String> source = new LinkedHashMap<>();
        corpus.files().forEach(file -> source.put(file.toString(), "sha256 " + Sha256.of(file)));
        String name = corpus.name().replaceAll("[^A-Za-z0-9_-]+", "-");
        Part part = new Part(name, corpus.name(), train, validation, test);
        return new TaskData(
                "lm-" + name, List.of(part), corpus.name().equals(TEXT8) ? Recipes.text8() : Recipes.paper(), source);
    }

    private static TaskData generated(TaskRequest request) {
        if (!request.selection().equals(AUTO)) {
            throw new ConfigException("--task " + request.selection()
                    + " is a format of files, and there are none; name some with --data or --train, or leave it out");
        }
        GeneratedText text = GeneratedText.of(request.questions(), request.seed());
        Part part = new Part("generated", text.title(), text.train(), Optional.of(text.validation()), text.test());
        return new TaskData("lm-generated", List.of(part), Recipes.generated(), text.source());
    }
}
