package org.memhop.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.memhop.api.backend.Backend;
import org.memhop.api.backend.BackendConfig;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.task.Example;
import org.memhop.api.task.Part;
import org.memhop.api.task.TaskData;
import org.memhop.core.config.Settings;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.data.Samples;
import org.memhop.core.model.Model;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/** A task that a small network learns in a second: where did someone go last? */
final class Toys {
    private static final List<String> NAMES = List.of("mary", "john");
    private static final List<String> PLACES = List.of("garden", "kitchen", "hall");

    /** 4 epochs of 4 steps: 2 without softmax and 2 with it. */
    static final Settings SHORT = settings(
            "dimension", "4",
            "hops", "2",
            "batch-size", "8",
            "epochs", "2",
            "linear-start-epochs", "2");

    private Toys() {}

    static TaskData task(int questions) {
        Part part = Part.of("1", "last place", examples(questions, 1), examples(50, 2));
        return new TaskData("toy", List.of(part), Map.of(), Map.of());
    }

    static List<Example> examples(int questions, long seed) {
        Random random = new Random(seed);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < questions; i++) {
            Map<String, String> where = new LinkedHashMap<>();
            List<List<String>> story = new ArrayList<>();
            int sentences = 2 + random.nextInt(3);
            for (int s = 0; s < sentences; s++) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                String place = PLACES.get(random.nextInt(PLACES.size()));
                where.remove(name);
                where.put(name, place);
                story.add(List.of(name, "went", "to", place));
            }
            Map.Entry<String, String> asked = new ArrayList<>(where.entrySet()).get(random.nextInt(where.size()));
            examples.add(new Example(story, List.of("where", "is", asked.getKey()), asked.getValue()));
        }
        return examples;
    }

    /** The examples of which samples consist. */
    static List<EncodedExample> questions(Samples samples) {
        return ((EncodedQuestions) samples).list();
    }

    /** {@code changes} are name, value, name, value. */
    static Settings settings(String... changes) {
        Settings settings = Settings.standard();
        for (int i = 0; i < changes.length; i += 2) {
            settings = settings.with(changes[i], changes[i + 1]);
        }
        return settings;
    }

    static Backend backend(String id) {
        return MemhopModule.plugins().open(id, BackendConfig.DEFAULT);
    }

    static Trainer trainer(Settings settings, int questions, Backend backend, long seed) {
        Plugins plugins = MemhopModule.plugins();
        TrainingData data = TrainingData.of(task(questions), settings);
        return new Trainer(Model.of(settings, data.size(), plugins), data, backend, seed);
    }

    /** Everything a checkpoint holds. */
    static Map<String, HostTensor> variables(Trainer trainer) {
        Map<String, HostTensor> all = new LinkedHashMap<>(trainer.parameters());
        all.putAll(trainer.optimizerState());
        return all;
    }

    static TrainingObserver collecting(List<EpochReport> reports) {
        return stoppingAfter(Long.MAX_VALUE, reports);
    }

    static TrainingObserver stoppingAfter(long step, List<EpochReport> reports) {
        return new TrainingObserver() {
            @Override
            public boolean step(Trainer trainer, double loss) {
                return trainer.state().step() < step;
            }

            @Override
            public void epoch(Trainer trainer, EpochReport report) {
                reports.add(report);
            }
        };
    }

    static HostTensor tensor(Map<String, HostTensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name), name);
    }
}
