package org.memhop.core.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Settings;
import org.memhop.core.files.Checkpoints;
import org.memhop.core.files.Sha256;
import org.memhop.core.train.Trainer;
import org.memhop.core.train.TrainingObserver;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** A task of a few stories, and runs on it that take a moment. */
final class Toy {
    /** Those of {@link #config}, before its changes. */
    static final Map<String, String> SETTINGS = Map.of(
            "dimension", "6",
            "hops", "2",
            "memory-size", "3",
            "epochs", "3",
            "linear-start-epochs", "2",
            "batch-size", "4",
            "learning-rate", "0.1");

    static final Plugins PLUGINS = MemhopModule.plugins();
    /** So many steps that no training saves before its end because of the time. */
    static final long NEVER = 100_000;
    /** Of the restarts of {@link #config}: 2 epochs of linear start and 3 more, of 9 steps each. */
    static final int STEPS = 45;

    private static final List<String> NAMES = List.of("mary", "john", "daniel");
    private static final List<String> PLACES = List.of("kitchen", "garden", "office", "hall");

    private Toy() {}

    static TaskData task() {
        return task(0);
    }

    /** Another number gives other stories. */
    static TaskData task(int variant) {
        List<Part> parts = List.of(
                Part.of("1", "one fact", examples(24, variant, 2), examples(8, variant + 100, 2)),
                Part.of("2", "a|b", examples(16, variant + 200, 4), examples(6, variant + 300, 4)));
        return new TaskData("toy", parts, Map.of(), Map.of("generator", "toy", "seed", Integer.toString(variant)));
    }

    private static List<Example> examples(int count, int from, int sentences) {
        List<Example> examples = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            List<List<String>> story = new ArrayList<>();
            String answer = "";
            String asked = NAMES.get(i * 7 % 3);
            for (int s = 0; s < sentences; s++) {
                String name = s == 0 ? asked : NAMES.get((i * 5 + s) % 3);
                String place = PLACES.get((i * 11 + 3 * s + i / 3) % 4);
                story.add(List.of(name, "went", "to", "the", place));
                answer = name.equals(asked) ? place : answer;
            }
            examples.add(new Example(story, List.of("where", "is", asked), answer));
        }
        return examples;
    }

    /** Settings by name, value, name, value. */
    static RunConfig config(String... changes) {
        Map<String, String> values = new LinkedHashMap<>(SETTINGS);
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        TaskRequest request = new TaskRequest("1-2", Optional.empty(), "en", 40, 7);
        return new RunConfig("toy", request, Settings.standard().with(values, "test"));
    }

    static Backend backend(String id) {
        return PLUGINS.open(id, BackendConfig.DEFAULT);
    }

    static TrainingRun start(Path directory, RunConfig config, Backend backend) {
        return TrainingRun.start(directory, config, task(), PLUGINS, backend, NEVER);
    }

    static TrainingRun resume(Path directory) {
        return TrainingRun.resume(directory, task(), PLUGINS, NEVER);
    }

    /** A run that nobody interrupted. */
    static RunResult train(Path directory, RunConfig config) {
        try (Backend backend = backend(config.settings().text("backend"));
                TrainingRun run = start(directory, config, backend)) {
            IntStream.range(0, run.restarts()).forEach(restart -> run.train(restart, backend, TrainingObserver.NONE));
            return run.finish();
        }
    }

    static MemoryNetwork load(Path directory) {
        return MemoryNetwork.load(directory, PLUGINS, "jvm", BackendConfig.DEFAULT);
    }

    /** An observer that stops after so many steps. */
    static TrainingObserver stopAfter(int steps) {
        return new TrainingObserver() {
            private int left = steps;

            @Override
            public boolean step(Trainer trainer, double loss) {
                return --left > 0;
            }
        };
    }

    /** The directory of the newest checkpoint in this place. */
    static Path newest(Path place) {
        return place.resolve("checkpoints").resolve("step-" + lastStep(place));
    }

    /** The step of the newest checkpoint in this place; -1 if there is none. */
    static long lastStep(Path place) {
        List<Long> steps = new Checkpoints(place.resolve("checkpoints")).list();
        return steps.isEmpty() ? -1 : steps.get(steps.size() - 1);
    }

    /** Digest of the newest parameters in this place. */
    static String model(Path place) {
        return Sha256.of(newest(place).resolve("model.safetensors"));
    }

    /** Digest of what the optimizer remembers in this place. */
    static String optimizer(Path place) {
        return Sha256.of(newest(place).resolve("optimizer.safetensors"));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies all that is in a directory into another one. */
    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !path.equals(from)).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
