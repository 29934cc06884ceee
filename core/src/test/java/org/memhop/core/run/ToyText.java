package org.memhop.core.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.api.task.Text;
import org.memhop.core.config.Settings;
import org.memhop.core.train.TrainingObserver;

/** A made-up text whose words often are those of four words ago, and runs on it that take a moment. */
final class ToyText {
    static final int SLOTS = 7;

    private ToyText() {}

    static List<String> words(int length, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            boolean back = i >= 4 && random.nextInt(10) < 8;
            boolean rare = random.nextInt(40) == 0;
            String fresh = rare ? "rare" + i : i % 9 == 8 ? "<eos>" : "w" + random.nextInt(8);
            words.add(back ? words.get(i - 4) : fresh);
        }
        return words;
    }

    static TaskData task() {
        Part part = new Part("text", "text", text(1500, 1), Optional.of(text(200, 2)), text(200, 3));
        return new TaskData("toy-text", List.of(part), Map.of(), Map.of("generator", "toy"));
    }

    private static Text text(int length, long seed) {
        return words(length, seed)::forEach;
    }

    /** Settings by name, value, name, value. */
    static RunConfig config(String... changes) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(
                "encoding", "bag-of-words",
                "temporal", "rows",
                "tying", "layer-wise",
                "first-state", "constant",
                "nonlinearity", "relu-half",
                "linear-start", "none",
                "noise", "0",
                "init-deviation", "0.3",
                "learning-rate", "0.02"));
        values.putAll(Map.of(
                "hops", "2",
                "dimension", "8",
                "memory-size", Integer.toString(SLOTS),
                "batches", "segments",
                "segment-length", "4",
                "batch-size", "16",
                "epochs", "8",
                "clip", "global",
                "select", "validation",
                "min-count", "2"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        TaskRequest request = new TaskRequest("", Optional.empty(), "", 0, 1);
        return new RunConfig("toy-text", request, Settings.standard().with(values, "test"));
    }

    static void train(Path directory, RunConfig config) {
        try (Backend backend = Toy.backend("jvm");
                TrainingRun run = TrainingRun.start(directory, config, task(), Toy.PLUGINS, backend, Toy.NEVER)) {
            run.train(0, backend, TrainingObserver.NONE);
            run.finish();
        }
    }

    static LanguageModel load(Path directory, String backend) {
        return LanguageModel.load(directory, Toy.PLUGINS, backend, BackendConfig.DEFAULT);
    }
}
