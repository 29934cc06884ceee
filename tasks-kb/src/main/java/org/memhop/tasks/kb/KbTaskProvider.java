package org.memhop.tasks.kb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Examples;
import org.memhop.api.task.Part;
import org.memhop.api.task.Questions;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.files.Sha256;
import org.memhop.tasks.kb.format.KbDirectory;
import org.memhop.tasks.kb.format.KbPart;
import org.memhop.tasks.kb.format.KbQuestion;
import org.memhop.tasks.kb.format.KbReader;
import org.memhop.tasks.kb.generate.FilmWorld;

/** The task {@code kb}: questions about a knowledge base, from files or made up. */
public final class KbTaskProvider implements TaskProvider {
    private static final String JOINT = "joint";

    @Override
    public String id() {
        return "kb";
    }

    @Override
    public String summary() {
        return "questions about a knowledge base of triples, whose answers need one join or two";
    }

    @Override
    public TaskRequest standard() {
        return new TaskRequest(JOINT, Optional.empty(), "kb", FilmWorld.STANDARD_QUESTIONS, 1);
    }

    /**
     * One model's data.
     *
     * <p>Of a request, {@code selection} is {@code joint} or the name of one part; {@code data} a directory with {@code kb.txt}
     * and files of questions, or with one of these called {@code set}; {@code questions} how many to generate for training.
     */
    @Override
    public List<TaskData> load(TaskRequest request) {
        if (!request.files().isEmpty()) {
            throw new ConfigException("kb takes a directory as data; found "
                    + String.join(", ", request.files().keySet()) + " as files of their own");
        }
        Map<String, String> source = new LinkedHashMap<>();
        List<Part> parts = request.data().isPresent()
                ? read(KbDirectory.open(request.data().get(), request.set()), request.selection(), source)
                : generate(request, source);
        return List.of(new TaskData(
                "kb" + (request.selection().equals(JOINT) ? "" : "-" + safe(request.selection())),
                parts,
                Recipes.keyValue(),
                source));
    }

    private static List<Part> generate(TaskRequest request, Map<String, String> source) {
        FilmWorld world = FilmWorld.of(request.questions(), request.seed());
        source.put("generated knowledge base", request.questions() + " questions, seed " + request.seed());
        KnowledgeBase base = new KnowledgeBase(world.triples());
        List<String> names = world.parts().stream().map(KbPart::name).toList();
        return selected(request.selection(), names).stream()
                .map(name -> part(base, world.parts().get(names.indexOf(name))))
                .toList();
    }

    private static List<Part> read(KbDirectory directory, String selection, Map<String, String> source) {
        KbReader reader = new KbReader();
        KnowledgeBase base = new KnowledgeBase(reader.triples(directory.triples()));
        source.put(directory.triples().toString(), "sha256 " + Sha256.of(directory.triples()));
        List<Part> parts = new ArrayList<>();
        for (String name : selected(selection, List.copyOf(directory.parts().keySet()))) {
            List<List<KbQuestion>> splits = new ArrayList<>();
            for (Path file : directory.files(name)) {
                splits.add(reader.questions(file, base::isSubject));
                source.put(file.toString(), "sha256 " + Sha256.of(file));
            }
            int last = splits.size() - 1;
            parts.add(part(
                    base,
                    new KbPart(
                            name,
                            splits.get(0),
                            last == 2 ? Optional.of(splits.get(1)) : Optional.empty(),
                            splits.get(last))));
        }
        return parts;
    }

    private static List<String> selected(String selection, List<String> names) {
        if (selection.equals(JOINT)) {
            return names;
        }
        if (!names.contains(selection)) {
            throw new ConfigException("--task " + selection + ": expected " + JOINT + " for all questions, or one of "
                    + String.join(", ", names));
        }
        return List.of(selection);
    }

    private static Part part(KnowledgeBase base, KbPart part) {
        return new Part(
                part.name(),
                part.name(),
                examples(base, part.train()),
                part.validation().map(questions -> examples(base, questions)),
                examples(base, part.test()));
    }

    private static Examples examples(KnowledgeBase base, List<KbQuestion> questions) {
        return new Questions(questions.stream()
                .map(question -> new Example(base.story(question.words()), question.words(), question.answer()))
                .toList());
    }

    private static String safe(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]+", "-");
    }
}
