package org.memhop.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.memhop.api.graph.HostTensor;
import org.memhop.api.task.TaskData;
import org.memhop.api.task.TaskRequest;
import org.memhop.core.config.Settings;
import org.memhop.core.data.Batch;
import org.memhop.core.data.EncodedExample;
import org.memhop.core.data.EncodedQuestions;
import org.memhop.core.model.Model;
import org.memhop.core.model.Parameter;
import org.memhop.core.optimize.Clipping;
import org.memhop.core.train.TrainingData;
import org.memhop.core.wiring.MemhopModule;
import org.memhop.core.wiring.Plugins;

/**
 * What every contender is given: a network, and batches.
 *
 * @param plugins where backends and components come from
 * @param model with its first values
 * @param clipping what bounds its gradients
 * @param batches words [B / S, M + S − 1, J], times [B, M], question [B, J] and answers [B] of each batch
 * @param questions the first question of each batch by itself, B = 1
 */
record Workload(
        Plugins plugins,
        Model model,
        Clipping clipping,
        List<List<HostTensor>> batches,
        List<List<HostTensor>> questions) {
    /** B of a bAbI task. */
    static final int BATCH = 32;

    /** Questions of a task that is generated, as many as the official files hold. */
    static final int GENERATED = 1000;

    private static final long SEED = 1;

    /**
     * A network of the standard settings, and an epoch of batches of one bAbI task.
     *
     * @param data a directory of bAbI files; where it is absent the task is generated
     */
    static Workload of(Optional<Path> data, int task) {
        return of(MemhopModule.plugins(), data, task);
    }

    /** As {@link #of(Optional, int)}, with these plugins. */
    static Workload of(Plugins plugins, Optional<Path> data, int task) {
        Settings settings = Settings.standard();
        TaskData loaded = load(plugins, data, task);
        TrainingData training = TrainingData.of(loaded, settings);
        Model model = Model.of(settings, training.size(), plugins);
        SplittableRandom random = new SplittableRandom(SEED);
        List<List<HostTensor>> batches = new ArrayList<>();
        List<List<HostTensor>> questions = new ArrayList<>();
        List<EncodedExample> examples = ((EncodedQuestions) training.train()).list();
        for (int n = 0; n < examples.size() / BATCH; n++) {
            Batch batch = model.newBatch(BATCH);
            Batch single = model.newBatch(1);
            for (int b = 0; b < BATCH; b++) {
                EncodedExample example = examples.get(random.nextInt(examples.size()));
                batch.set(b, example);
                if (b == 0) {
                    single.set(0, example);
                }
            }
            batches.add(batch.tensors());
            questions.add(single.tensors());
        }
        return new Workload(plugins, model, new Clipping.PerMatrix(settings.real("clip-norm")), batches, questions);
    }

    /** A task as its plugin reads or generates it. */
    static TaskData load(Plugins plugins, Optional<Path> data, int task) {
        return plugins.task("babi")
                .load(new TaskRequest(Integer.toString(task), data, "en", GENERATED, SEED))
                .get(0);
    }

    /** The first value of a parameter. */
    HostTensor initial(Parameter parameter) {
        return model.initial(parameter, SEED);
    }

    /** The first value of {@code E^k}. */
    HostTensor initial(int k) {
        return initial(parameter(k));
    }

    /** {@code E^k} in the names of adjacent tying, where the first is A¹ and then each hop's C is the next one's A. */
    Parameter parameter(int k) {
        String name = k == 0 ? "A1" : "C" + k;
        return model.parameters().stream()
                .filter(parameter -> parameter.variable().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no parameter " + name + " among " + model.parameters()));
    }

    /** B. */
    int batch() {
        return batches.get(0).get(3).shape().dim(0);
    }

    /** K. */
    int hops() {
        return model.settings().whole("hops");
    }

    /** Places of a sentence, J, that of its time word included. */
    int places() {
        return batches.get(0).get(0).shape().dim(2);
    }

    /** Words and time words, V. */
    int words() {
        return parameter(0).variable().shape().dim(0);
    }

    @Override
    public String toString() {
        return "V " + words() + ", M " + model.size().slots() + ", J " + places();
    }
}
