package org.memhop.tasks.babi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.memhop.api.ConfigException;
import org.memhop.api.FormatException;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskProvider;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.files.Sha256;
import org.memhop.tasks.babi.format.BabiDirectory;
import org.memhop.tasks.babi.format.BabiReader;
import org.memhop.tasks.babi.format.BabiStory;
import org.memhop.tasks.babi.format.BabiTask;
import org.memhop.tasks.babi.format.Query;
import org.memhop.tasks.babi.format.Statement;
import org.memhop.tasks.babi.generate.BabiGenerator;

/** The task {@code babi}: from the corpus, from one's own file in its format, or generated. */
public final class BabiTaskProvider implements TaskProvider {
    /** Training and test data must not be the same stories. */
    private static final long TEST_SEED = 0x5eedL << 32;

    /** From this many training questions a task the paper halves the joint rate more often, over fewer epochs. */
    private static final int LARGE = 5_000;

    /** As many questions as the official files of a task hold. */
    private static final int GENERATED = 1000;

    @Override
    public String id() {
        return "babi";
    }

    @Override
    public String summary() {
        return "questions about short stories, 20 kinds (Weston et al., 2015)";
    }

    @Override
    public TaskRequest standard() {
        return new TaskRequest("1", Optional.empty(), "en", GENERATED, 1);
    }

    @Override
    public List<TaskData> load(TaskRequest request) {
        if (!request.files().isEmpty()) {
            throw new ConfigException("babi takes a directory or one file as data; found "
                    + String.join(", ", request.files().keySet()) + " as files of their own");
        }
        if (request.data().isPresent() && Files.isRegularFile(request.data().get())) {
            return List.of(ownFile(request.data().get()));
        }
        BabiSelection selection = BabiSelection.parse(request.selection());
        Map<String, String> source = new LinkedHashMap<>();
        List<Part> parts = new ArrayList<>();
        List<TaskData> each = new ArrayList<>();
        for (int task : selection.tasks()) {
            Map<String, String> own = new LinkedHashMap<>();
            Part part = request.data().isPresent()
                    ? read(BabiDirectory.open(request.data().get(), request.set()), task, own)
                    : generate(task, request, own);
            parts.add(part);
            source.putAll(own);
            each.add(new TaskData("babi-" + task, List.of(part), Map.of(), own));
        }
        return selection.joint() ? List.of(new TaskData("babi-joint", parts, jointRecipe(parts), source)) : each;
    }

    /** The paper's settings for all tasks together (section 4.2). */
    private static Map<String, String> jointRecipe(List<Part> parts) {
        boolean large = parts.stream()
                        .mapToInt(part -> part.train().questions().size())
                        .average()
                        .orElse(0)
                >= LARGE;
        return Map.of(
                "dimension", "50",
                "epochs", large ? "20" : "60",
                "decay-every", large ? "5" : "15",
                "linear-start-epochs", large ? "10" : "30");
    }

    private static Part read(BabiDirectory directory, int task, Map<String, String> source) {
        List<List<BabiStory>> splits = new ArrayList<>();
        for (Path file : List.of(directory.train(task), directory.test(task))) {
            splits.add(new BabiReader().read(file));
            source.put(file.toString(), "sha256 " + Sha256.of(file));
        }
        return part(task, splits.get(0), splits.get(1));
    }

    private static Part generate(int task, TaskRequest request, Map<String, String> source) {
        source.put("generated task " + task, request.questions() + " questions, seed " + request.seed());
        return part(
                task,
                new BabiGenerator().generate(task, request.questions(), request.seed()),
                new BabiGenerator().generate(task, request.questions(), testSeed(request.seed())));
    }

    /** The seed of the test stories that go with the training stories of a seed. */
    public static long testSeed(long seed) {
        return seed ^ TEST_SEED;
    }

    private static Part part(int task, List<BabiStory> train, List<BabiStory> test) {
        String title = BabiTask.of(task).title().replace('-', ' ');
        return Part.of(Integer.toString(task), title, examples(train), examples(test));
    }

    /** A file of one's own: its last tenth of stories is the test. */
    private static TaskData ownFile(Path file) {
        List<BabiStory> stories = new BabiReader().read(file);
        int kept = stories.size() - stories.size() / 10;
        if (kept == stories.size()) {
            throw new FormatException(file + ": found " + stories.size()
                    + " of the 10 or more stories that are expected; the last tenth of them is held out as a test");
        }
        List<Example> train = examples(stories.subList(0, kept));
        List<Example> test = examples(stories.subList(kept, stories.size()));
        if (train.isEmpty() || test.isEmpty()) {
            throw new FormatException(file + ": found no question in the " + (train.isEmpty() ? "first " : "last ")
                    + (train.isEmpty() ? kept : stories.size() - kept)
                    + " stories; expected questions to learn from in the first nine tenths of the stories, and to be tested"
                    + " with in the last");
        }
        String name = String.valueOf(file.getFileName()).replaceAll("[^A-Za-z0-9_-]+", "-");
        Part part = Part.of(name, name, train, test);
        return new TaskData(name, List.of(part), Map.of(), Map.of(file.toString(), "sha256 " + Sha256.of(file)));
    }

    /** One example for each question; those of one story share its sentences. */
    public static List<Example> examples(List<BabiStory> stories) {
        List<Example> examples = new ArrayList<>();
        for (BabiStory story : stories) {
            List<List<String>> sentences =
                    story.statements().stream().map(Statement::words).toList();
            for (Query query : story.queries()) {
                int told = story.statementsBefore(query.id()).size();
                examples.add(new Example(sentences.subList(0, told), query.words(), query.answer()));
            }
        }
        return examples;
    }
}
